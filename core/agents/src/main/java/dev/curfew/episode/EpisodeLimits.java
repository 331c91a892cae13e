package dev.curfew.episode;

import dev.curfew.internal.Check;
import java.time.Duration;
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
    public static final EpisodeLimits DEFAULT = new EpisodeLimits(
            30, Duration.ofMinutes(10), Duration.ofMinutes(5), 1_000_000, Duration.ofMinutes(5), Duration.ofMinutes(5));

    private final int turns;
    private final Duration time;
    private final Duration callTime;
    private final long output;
    private final Duration setUpTime;
    private final Duration verificationTime;

    private EpisodeLimits(
            int turns, Duration time, Duration callTime, long output, Duration setUpTime, Duration verificationTime) {
        Check.argument(turns >= 0, "turns must not be negative", turns);
        Check.argument(output > 0, "output must be positive", output);
        this.turns = turns;
        this.time = Check.positive(time, "time");
        this.callTime = Check.positive(callTime, "callTime");
        this.output = output;
        this.setUpTime = Check.positive(setUpTime, "setUpTime");
        this.verificationTime = Check.positive(verificationTime, "verificationTime");
    }

    /**
     * {@return these limits with another number of turns}
     *
     * @param other the maximum number of turns of the agent, zero or more; 30 by default
     */
    public EpisodeLimits withTurns(int other) {
        return new EpisodeLimits(other, time, callTime, output, setUpTime, verificationTime);
    }

    /**
     * {@return these limits with another time for the agent}
     *
     * @param other the time limit for all turns together, longer than zero; 10 minutes by default
     */
    public EpisodeLimits withTime(Duration other) {
        return new EpisodeLimits(turns, other, callTime, output, setUpTime, verificationTime);
    }

    /**
     * {@return these limits with another time for a call}
     *
     * @param other the time limit of a single tool call, longer than zero; 5 minutes by default
     */
    public EpisodeLimits withCallTime(Duration other) {
        return new EpisodeLimits(turns, time, other, output, setUpTime, verificationTime);
    }

    /**
     * {@return these limits with another limit on the output}
     *
     * @param other the maximum number of characters in all answers to the agent, positive; 1,000,000 by default
     */
    public EpisodeLimits withOutput(long other) {
        return new EpisodeLimits(turns, time, callTime, other, setUpTime, verificationTime);
    }

    /**
     * {@return these limits with another time for the set-up}
     *
     * @param other the time limit of each command of the set-up, longer than zero; 5 minutes by default
     */
    public EpisodeLimits withSetUpTime(Duration other) {
        return new EpisodeLimits(turns, time, callTime, output, other, verificationTime);
    }

    /**
     * {@return these limits with another time for the verification}
     *
     * @param other the time limit of the verification, longer than zero; 5 minutes by default
     */
    public EpisodeLimits withVerificationTime(Duration other) {
        return new EpisodeLimits(turns, time, callTime, output, setUpTime, other);
    }

    /** {@return the maximum number of turns of the agent} */
    public int turns() {
        return turns;
    }

    /** {@return the time limit for all turns together} */
    public Duration time() {
        return time;
    }

    /** {@return the time limit of a single tool call} */
    public Duration callTime() {
        return callTime;
    }

    /** {@return the maximum number of characters in all answers to the agent} */
    public long output() {
        return output;
    }

    /** {@return the time limit of each command of the set-up} */
    public Duration setUpTime() {
        return setUpTime;
    }

    /** {@return the time limit of the verification} */
    public Duration verificationTime() {
        return verificationTime;
    }
}
