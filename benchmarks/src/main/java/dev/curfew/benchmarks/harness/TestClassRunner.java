package dev.curfew.benchmarks.harness;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs test classes in this JVM, with one launcher of JUnit. */
public final class TestClassRunner {

    private final Launcher launcher = LauncherFactory.create();

    /** Creates a runner. */
    public TestClassRunner() {}

    /**
     * Run the tests of a class.
     *
     * @param tests the class
     * @param count the number of its tests
     * @throws IllegalStateException unless so many tests succeed
     */
    public void run(Class<?> tests, int count) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        launcher.execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        if (summary.getTestsSucceededCount() != count) {
            summary.printFailuresTo(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
            throw new IllegalStateException(
                    "Tests that succeed must be " + count + ": " + summary.getTestsSucceededCount());
        }
    }
}
