package dev.curfew.episode;

import dev.curfew.internal.Check;
import dev.curfew.internal.Values;
import java.time.Duration;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * The limits of an episode. Each limit ends the part to which it applies, and the result names it. Immutable: every
 * method that changes something returns new limits.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public final class EpisodeLimits {

    /**
     * 30 turns in 10 minutes, 1,000,000 characters, and 5 minutes each for a call, a set-up command and the
     * verification.
     */
    public static final EpisodeLimits DEFAULT = new EpisodeLimits(new Options());

    private final Options options;

    private static final class Options extends Values<Options> {
        private int turns = 30;
        private Duration time = Duration.ofMinutes(10);
        private Duration callTime = Duration.ofMinutes(5);
        private long output = 1_000_000;
        private Duration setUpTime = Duration.ofMinutes(5);
        private Duration verificationTime = Duration.ofMinutes(5);
    }

    private EpisodeLimits(Options options) {
        this.options = options;
    }

    private EpisodeLimits with(Consumer<Options> change) {
        return new EpisodeLimits(options.with(change));
    }

    /**
     * {@return these limits with another number of turns}
     *
     * @param other the maximum number of turns of the agent, zero or more; 30 by default
     */
    public EpisodeLimits withTurns(int other) {
        Check.argument(other >= 0, "turns must not be negative", other);
        return with(copy -> copy.turns = other);
    }

    /**
     * {@return these limits with another time for the agent}
     *
     * @param other the time limit for all turns together, longer than zero; 10 minutes by default
     */
    public EpisodeLimits withTime(Duration other) {
        return with(copy -> copy.time = Check.positive(other, "time"));
    }

    /**
     * {@return these limits with another time for a call}
     *
     * @param other the time limit of a single tool call, longer than zero; 5 minutes by default
     */
    public EpisodeLimits withCallTime(Duration other) {
        return with(copy -> copy.callTime = Check.positive(other, "callTime"));
    }

    /**
     * {@return these limits with another limit on the output}
     *
     * @param other the maximum number of characters in all answers to the agent, positive; 1,000,000 by default
     */
    public EpisodeLimits withOutput(long other) {
        Check.argument(other > 0, "output must be positive", other);
        return with(copy -> copy.output = other);
    }

    /**
     * {@return these limits with another time for the set-up}
     *
     * @param other the time limit of each command of the set-up, longer than zero; 5 minutes by default
     */
    public EpisodeLimits withSetUpTime(Duration other) {
        return with(copy -> copy.setUpTime = Check.positive(other, "setUpTime"));
    }

    /**
     * {@return these limits with another time for the verification}
     *
     * @param other the time limit of the verification, longer than zero; 5 minutes by default
     */
    public EpisodeLimits withVerificationTime(Duration other) {
        return with(copy -> copy.verificationTime = Check.positive(other, "verificationTime"));
    }

    /** {@return the maximum number of turns of the agent} */
    public int turns() {
        return options.turns;
    }

    /** {@return the time limit for all turns together} */
    public Duration time() {
        return options.time;
    }

    /** {@return the time limit of a single tool call} */
    public Duration callTime() {
        return options.callTime;
    }

    /** {@return the maximum number of characters in all answers to the agent} */
    public long output() {
        return options.output;
    }

    /** {@return the time limit of each command of the set-up} */
    public Duration setUpTime() {
        return options.setUpTime;
    }

    /** {@return the time limit of the verification} */
    public Duration verificationTime() {
        return options.verificationTime;
    }
}
