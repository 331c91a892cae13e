package dev.curfew.episode;

import dev.curfew.internal.Check;
import java.time.Duration;

/**
 * The limits of an episode. Each limit ends the part to which it applies, and the result names it.
 *
 * @param turns the maximum number of turns of the agent; 30 by default
 * @param time the time limit for all turns together; 10 minutes by default
 * @param callTime the time limit of a single tool call; 5 minutes by default
 * @param output the maximum number of characters in all answers to the agent; 1,000,000 by default
 * @param setUpTime the time limit of each command of the set-up; 5 minutes by default
 * @param verificationTime the time limit of the verification; 5 minutes by default
 * @since 0.1
 */
public record EpisodeLimits(
        int turns, Duration time, Duration callTime, long output, Duration setUpTime, Duration verificationTime) {

    /**
     * 30 turns in 10 minutes, 1,000,000 characters, and 5 minutes each for a call, a set-up command and the
     * verification.
     */
    public static final EpisodeLimits DEFAULT = new EpisodeLimits(
            30, Duration.ofMinutes(10), Duration.ofMinutes(5), 1_000_000, Duration.ofMinutes(5), Duration.ofMinutes(5));

    /**
     * Check the limits: the number of turns may be zero, all others must be positive.
     *
     * @param turns the maximum number of turns of the agent
     * @param time the time limit for all turns together
     * @param callTime the time limit of a single tool call
     * @param output the maximum number of characters in all answers to the agent
     * @param setUpTime the time limit of each command of the set-up
     * @param verificationTime the time limit of the verification
     */
    public EpisodeLimits {
        Check.argument(turns >= 0, "turns must not be negative", turns);
        Check.positive(time, "time");
        Check.positive(callTime, "callTime");
        Check.argument(output > 0, "output must be positive", output);
        Check.positive(setUpTime, "setUpTime");
        Check.positive(verificationTime, "verificationTime");
    }

    /**
     * {@return these limits with another number of turns}
     *
     * @param other the maximum number of turns of the agent
     */
    public EpisodeLimits turns(int other) {
        return new EpisodeLimits(other, time, callTime, output, setUpTime, verificationTime);
    }

    /**
     * {@return these limits with another time for the agent}
     *
     * @param other the time limit for all turns together
     */
    public EpisodeLimits time(Duration other) {
        return new EpisodeLimits(turns, other, callTime, output, setUpTime, verificationTime);
    }

    /**
     * {@return these limits with another time for a call}
     *
     * @param other the time limit of a single tool call
     */
    public EpisodeLimits callTime(Duration other) {
        return new EpisodeLimits(turns, time, other, output, setUpTime, verificationTime);
    }

    /**
     * {@return these limits with another limit on the output}
     *
     * @param other the maximum number of characters in all answers to the agent
     */
    public EpisodeLimits output(long other) {
        return new EpisodeLimits(turns, time, callTime, other, setUpTime, verificationTime);
    }

    /**
     * {@return these limits with another time for the set-up}
     *
     * @param other the time limit of each command of the set-up
     */
    public EpisodeLimits setUpTime(Duration other) {
        return new EpisodeLimits(turns, time, callTime, output, other, verificationTime);
    }

    /**
     * {@return these limits with another time for the verification}
     *
     * @param other the time limit of the verification
     */
    public EpisodeLimits verificationTime(Duration other) {
        return new EpisodeLimits(turns, time, callTime, output, setUpTime, other);
    }
}
