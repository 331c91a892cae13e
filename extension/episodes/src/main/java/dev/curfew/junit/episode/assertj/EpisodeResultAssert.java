package dev.curfew.junit.episode.assertj;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.episode.EpisodeResult;
import dev.curfew.episode.Outcome;
import dev.curfew.episode.Reward;
import dev.curfew.junit.episode.evidence.EpisodeSummary;
import java.util.Objects;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.SoftAssertionsProvider;
import org.assertj.core.data.Offset;

/**
 * Assertions on the result of an episode. A failure shows the outcome, the reward with its reason, and the last calls
 * of the agent.
 *
 * <p>Not thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public class EpisodeResultAssert extends AbstractAssert<EpisodeResultAssert, EpisodeResult> {

    private static final double SOLVED = 1;

    private boolean soft;

    /**
     * Create assertions.
     *
     * @param actual the result
     */
    public EpisodeResultAssert(EpisodeResult actual) {
        super(actual, EpisodeResultAssert.class);
    }

    /** {@return an assertion that collects its failures} */
    static EpisodeResultAssert soft(SoftAssertionsProvider collector, EpisodeResult actual) {
        EpisodeResultAssert assertion = collector.proxy(EpisodeResultAssert.class, EpisodeResult.class, actual);
        assertion.soft = true;
        return assertion;
    }

    /**
     * Verify that the reward is 1 or more.
     *
     * @return these assertions
     */
    public EpisodeResultAssert isSolved() {
        isNotNull();
        return require(actual.reward().value().orElse(0) >= SOLVED, "be solved");
    }

    /**
     * Verify that there is a reward, and that it is less than 1.
     *
     * @return these assertions
     */
    public EpisodeResultAssert isNotSolved() {
        isNotNull();
        return require(actual.reward().value().orElse(SOLVED) < SOLVED, "be judged and not be solved");
    }

    /**
     * Verify the reward.
     *
     * @param value the expected value, exactly
     * @return these assertions
     */
    public EpisodeResultAssert hasReward(double value) {
        isNotNull();
        boolean equal = actual.reward().value().isPresent()
                && Double.compare(actual.reward().value().getAsDouble() + 0.0, value + 0.0) == 0;
        return require(equal, "have a reward of " + value);
    }

    /**
     * Verify the reward.
     *
     * @param value the expected value
     * @param offset the allowed difference
     * @return these assertions
     */
    public EpisodeResultAssert hasReward(double value, Offset<Double> offset) {
        isNotNull();
        double distance = Math.abs(actual.reward().value().orElse(Double.NaN) - value);
        boolean near = offset.strict ? distance < offset.value : distance <= offset.value;
        return require(near, "have a reward of " + value + " within " + offset.value);
    }

    /**
     * Verify that there is no reward, because it could not be computed.
     *
     * @return these assertions
     */
    public EpisodeResultAssert hasNoReward() {
        isNotNull();
        return require(actual.reward() instanceof Reward.Missing, "have no reward");
    }

    /**
     * Verify the outcome, which says how the agent's work ended.
     *
     * @param outcome the expected outcome
     * @return these assertions
     */
    public EpisodeResultAssert hasOutcome(Outcome outcome) {
        Objects.requireNonNull(outcome, "outcome");
        isNotNull();
        return require(actual.outcome().equals(outcome), "end so that " + outcome.describe());
    }

    /**
     * Verify that the episode left no process and no file behind.
     *
     * @return these assertions
     */
    public EpisodeResultAssert leftNothing() {
        isNotNull();
        if (!actual.report().isClean()) {
            Diagnosis left = actual.report().diagnosis();
            String but = Character.toLowerCase(left.headline().charAt(0))
                    + left.headline().substring(1);
            throw failure(Diagnosis.of("Expected " + name() + " to leave nothing behind, but it " + but)
                    .withFactsOf(left));
        }
        return this;
    }

    private EpisodeResultAssert require(boolean holds, String rule) {
        if (!holds) {
            throw failure(EpisodeSummary.of("Expected " + name() + " to " + rule, actual));
        }
        return this;
    }

    /**
     * When AssertJ lists several failures, one starts on a new line only if it has a description or begins with a line
     * break.
     */
    private AssertionError failure(Diagnosis diagnosis) {
        return failure("%s", (soft && !info.hasDescription() ? "\n" : "") + diagnosis.render());
    }

    private String name() {
        return "episode [" + actual.task() + "#" + actual.seed() + "]";
    }
}
