package dev.curfew.examples.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** The results of the examples: a line for each as soon as it has ended, and a summary. */
final class Outcomes implements TestExecutionListener {

    private final TestPlan plan;
    private final Table table;
    private final Consumer<String> lines;
    private final long begin = System.nanoTime();
    private final Map<TestIdentifier, Long> begins = new HashMap<>();
    private final List<Failure> failures = new ArrayList<>();
    private final Set<String> reasons = new TreeSet<>();
    private int passed;
    private int skipped;

    Outcomes(TestPlan plan, Consumer<String> lines) {
        this.plan = plan;
        this.table = Table.of(
                plan.getRoots().stream().flatMap(this::tests).map(Example::of).toList());
        this.lines = lines;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan testPlan) {
        lines.accept(table.header());
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        begins.put(test, System.nanoTime());
    }

    @Override
    public void executionSkipped(TestIdentifier skippedOne, String reason) {
        reasons.add(reason);
        tests(skippedOne).forEach(test -> {
            skipped++;
            lines.accept(table.row(Example.of(test), "skipped", reason));
        });
    }

    @Override
    public void executionFinished(TestIdentifier finished, TestExecutionResult result) {
        if (result.getStatus() == Status.ABORTED) {
            executionSkipped(finished, reason(result));
            return;
        }
        boolean hasPassed = result.getStatus() == Status.SUCCESSFUL;
        if (hasPassed && !finished.isTest()) {
            return;
        }
        Duration time = Duration.ofNanos(System.nanoTime() - begins.getOrDefault(finished, begin));
        tests(finished).map(Example::of).forEach(example -> finished(example, result, time));
    }

    /** The last line: programs report their error at the end. */
    private static String reason(TestExecutionResult aborted) {
        String message = aborted.getThrowable().map(Throwable::getMessage).orElse("aborted");
        return message.lines().reduce((first, last) -> last).orElse(message);
    }

    private void finished(Example example, TestExecutionResult result, Duration time) {
        if (result.getStatus() == Status.SUCCESSFUL) {
            passed++;
            lines.accept(table.row(example, "passed", time.toMillis() + " ms"));
        } else {
            result.getThrowable().ifPresent(cause -> failures.add(new Failure(example, cause)));
            lines.accept(table.row(example, "FAILED", time.toMillis() + " ms"));
        }
    }

    /** A container whose tests are not known in advance, such as a parameterized test, stands for them, so that its failure counts. */
    private Stream<TestIdentifier> tests(TestIdentifier identifier) {
        List<TestIdentifier> tests = plan.getDescendants(identifier).stream()
                .filter(TestIdentifier::isTest)
                .toList();
        return identifier.isTest() || tests.isEmpty() ? Stream.of(identifier) : tests.stream();
    }

    int passed() {
        return passed;
    }

    List<Failure> failures() {
        return failures;
    }

    String summary() {
        String why = reasons.isEmpty() ? "" : " (" + String.join("; ", reasons) + ")";
        double seconds = (System.nanoTime() - begin) / 1e9;
        return String.format(
                "%d passed, %d skipped%s, %d failed, in %.1f s", passed, skipped, why, failures.size(), seconds);
    }
}
