package dev.curfew.junit.episode;

import dev.curfew.episode.Reward;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Collects the results of tests while JUnit runs them. */
final class Tally implements TestExecutionListener {

    private static final int MOST_NAMED = 20;

    private final Map<String, Share> shares = new LinkedHashMap<>();
    private final List<String> lost = new ArrayList<>();
    private final List<String> uncounted = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private @Nullable TestPlan plan;

    @Override
    public synchronized void testPlanExecutionStarted(TestPlan begun) {
        plan = begun;
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier skipped, String reason) {
        uncounted.add(name(skipped) + " is disabled: " + FailureText.line(reason));
    }

    @Override
    public synchronized void executionFinished(TestIdentifier finished, TestExecutionResult result) {
        Throwable failure = result.getThrowable().orElse(null);
        if (result.getStatus() == Status.ABORTED) {
            uncounted.add(name(finished) + " was aborted: " + FailureText.of(failure));
        } else if (result.getStatus() == Status.FAILED && (!finished.isTest() || Breakage.isIn(failure))) {
            broken.add(name(finished) + " could not be run: " + FailureText.ofBroken(failure));
        } else if (finished.isTest()) {
            count(finished, result.getStatus() == Status.SUCCESSFUL);
            if (failure != null) {
                lost.add(name(finished) + " failed: " + FailureText.of(failure));
            }
        }
    }

    private void count(TestIdentifier test, boolean passed) {
        TestIdentifier owner = owner(test);
        try {
            shares.computeIfAbsent(owner.getUniqueId(), id -> new Share(Weights.of(owner)))
                    .add(passed);
        } catch (IllegalArgumentException e) {
            broken.add(e.getMessage());
        }
    }

    /** {@return the test or container that has the weight: the outermost ancestor with a method as its source} */
    private TestIdentifier owner(TestIdentifier test) {
        return Stream.iterate(Optional.of(test), Optional::isPresent, at -> at.flatMap(this::parent))
                .flatMap(Optional::stream)
                .filter(at -> at.getSource().orElse(null) instanceof MethodSource)
                .reduce((inner, outer) -> outer)
                .orElse(test);
    }

    private Optional<TestIdentifier> parent(TestIdentifier of) {
        return plan == null ? Optional.empty() : plan.getParent(of);
    }

    private String name(TestIdentifier identifier) {
        TestIdentifier owner = owner(identifier);
        return owner.equals(identifier)
                ? Weights.name(identifier)
                : Weights.name(owner) + " " + FailureText.line(identifier.getDisplayName());
    }

    /** {@return the reward for all tests} */
    synchronized Reward reward(String selected) {
        if (!broken.isEmpty()) {
            return Reward.missing("the verification is broken" + list(broken) + list(lost));
        }
        if (shares.isEmpty()) {
            return Reward.missing(
                    uncounted.isEmpty()
                            ? "no test was found by " + selected
                                    + "; check that it is a class with tests, and that their engine"
                                    + " is on the class path"
                            : "no test counts" + list(uncounted));
        }
        double all = shares.values().stream().mapToDouble(Share::weight).sum();
        double gained = shares.values().stream().mapToDouble(Share::gained).sum();
        return Reward.of(gained / all, headline(gained, all) + list(lost) + list(uncounted));
    }

    private String headline(double gained, double all) {
        int tests = shares.values().stream().mapToInt(Share::tests).sum();
        int passed = shares.values().stream().mapToInt(Share::passed).sum();
        String count = passed + " of " + tests + (tests == 1 ? " test passed" : " tests passed");
        boolean weighs = shares.values().stream().anyMatch(share -> share.weight() != 1);
        return weighs ? count + ", weight " + Weights.text(gained) + " of " + Weights.text(all) : count;
    }

    private static String list(List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.stream().limit(MOST_NAMED).forEach(line -> text.append("\n").append(line));
        return lines.size() <= MOST_NAMED
                ? text.toString()
                : text.append("\nand ")
                        .append(lines.size() - MOST_NAMED)
                        .append(" more")
                        .toString();
    }
}
