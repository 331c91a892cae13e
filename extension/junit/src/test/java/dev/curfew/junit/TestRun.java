package dev.curfew.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/**
 * Runs test classes inside a test, as JUnit does.
 *
 * @param results what became of them
 */
@SuppressWarnings("exports") // No other module sees a test.
public record TestRun(EngineExecutionResults results) {

    public static TestRun of(Class<?> testClass) {
        return of(testClass, Map.of());
    }

    public static TestRun of(Class<?> testClass, Map<String, String> parameters) {
        return new TestRun(EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .configurationParameters(parameters)
                .execute());
    }

    public void requireAllPassed() {
        failures().stream().findFirst().ifPresent(failure -> {
            throw new AssertionError("The tests were to pass", failure);
        });
        results.testEvents().assertStatistics(stats -> stats.aborted(0).skipped(0));
        if (results.testEvents().succeeded().count() == 0) {
            throw new AssertionError("No test ran");
        }
    }

    /** {@return the failures and aborts of tests and classes, in the order of their ends} */
    public List<Throwable> failures() {
        return results.allEvents().finished().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .map(TestExecutionResult::getThrowable)
                .flatMap(Optional::stream)
                .toList();
    }

    public Throwable onlyFailure() {
        List<Throwable> failures = failures();
        if (failures.size() != 1) {
            throw new AssertionError("Expected one failure, got " + failures);
        }
        return failures.get(0);
    }

    /** {@return why tests and classes were skipped} */
    public List<String> skipReasons() {
        return results.allEvents()
                .skipped()
                .map(event -> event.getRequiredPayload(String.class))
                .toList();
    }

    public List<String> entries(String key) {
        return results.allEvents()
                .reportingEntryPublished()
                .map(Event::getPayload)
                .flatMap(Optional::stream)
                .map(payload -> ((ReportEntry) payload).getKeyValuePairs().get(key))
                .filter(value -> value != null)
                .toList();
    }
}
