package dev.curfew.it;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** A registered service that the launch of a build has, and a launch inside a test must not have. */
public final class Listener implements TestExecutionListener {

    static final AtomicInteger TOLD = new AtomicInteger();

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        TOLD.incrementAndGet();
    }
}
