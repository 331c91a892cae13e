package dev.curfew.it;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Registered as a service: what the launch of a build has, and a launch in a test must not have. */
public final class Listener implements TestExecutionListener {

    static final AtomicInteger TOLD = new AtomicInteger();

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        TOLD.incrementAndGet();
    }
}
