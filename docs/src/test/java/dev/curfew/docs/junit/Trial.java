package dev.curfew.docs.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs tests in tests, those that fail above all. */
public final class Trial {

    private Trial() {}

    /**
     * {@return the failure of a test class with one test}
     *
     * @param tests the class
     * @param evidence where transcripts go
     */
    public static Throwable failureOf(Class<?> tests, Path evidence) {
        List<TestExecutionSummary.Failure> failures = run(
                        tests, Map.of("curfew.evidence.directory", evidence.toString()))
                .getFailures();
        assertThat(failures).hasSize(1);
        return failures.get(0).getException();
    }

    /**
     * {@return what became of a test class}
     *
     * @param tests the class
     * @param configuration the configuration parameters
     */
    public static TestExecutionSummary run(Class<?> tests, Map<String, String> configuration) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(tests))
                                .configurationParameters(configuration)
                                .build(),
                        listener);
        return listener.getSummary();
    }
}
