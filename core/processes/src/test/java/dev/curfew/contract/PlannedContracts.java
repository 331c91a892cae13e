package dev.curfew.contract;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Determines the kinds of sandboxes whose contract this run tests, so that no fixture is made for the others. */
public final class PlannedContracts implements TestExecutionListener {

    private static final Set<SandboxKind> KINDS = ConcurrentHashMap.newKeySet();

    /** Is created by the launcher. */
    public PlannedContracts() {}

    /** {@return the kinds whose contract is, or was, among the tests of a run in this JVM} */
    static Set<SandboxKind> kinds() {
        return Set.copyOf(KINDS);
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .flatMap(test -> test.getSource().stream())
                .forEach(source -> {
                    if (source instanceof ClassSource type) {
                        Stream.of(SandboxKind.values())
                                .filter(kind -> kind.contract().getName().equals(type.getClassName()))
                                .forEach(KINDS::add);
                    }
                });
    }
}
