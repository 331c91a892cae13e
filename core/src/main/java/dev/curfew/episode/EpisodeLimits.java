package dev.curfew.episode;

import dev.curfew.internal.Check;
import java.time.Duration;

/**
 * How far an episode may go. Each limit ends the part that it is about, and the result says which it was.
 *
 * @param turns how many turns the agent has; 30 by default
 * @param time how long the agent may take for all of them; 10 minutes by default
 * @param callTime how long a single call of the tool may wait; 5 minutes by default
 * @param output how many characters the agent is answered altogether; 1,000,000 by default
 * @param setUpTime how long one command of the set-up may take; 5 minutes by default
 * @param verificationTime how long the verification may take; 5 minutes by default
 * @since 0.1
 */
public record EpisodeLimits(
        int turns, Duration time, Duration callTime, long output, Duration setUpTime, Duration verificationTime) {

    /** 30 turns in 10 minutes, 1,000,000 characters, 5 minutes for a call, a command of the set-up and the verification. */
    public static final EpisodeLimits DEFAULT = new EpisodeLimits(
            30, Duration.ofMinutes(10), Duration.ofMinutes(5), 1_000_000, Duration.ofMinutes(5), Duration.ofMinutes(5));

    /**
     * Check that every limit is positive; there may be no turn at all.
     *
     * @param turns how many turns the agent has
     * @param time how long the agent may take for all of them
     * @param callTime how long a single call may wait
     * @param output how many characters the agent is answered altogether
     * @param setUpTime how long one command of the set-up may take
     * @param verificationTime how long the verification may take
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
     * @param other how many turns the agent has
     */
    public EpisodeLimits turns(int other) {
        return new EpisodeLimits(other, time, callTime, output, setUpTime, verificationTime);
    }

    /**
     * {@return these limits with another time for the agent}
     *
     * @param other how long the agent may take for all of its turns
     */
    public EpisodeLimits time(Duration other) {
        return new EpisodeLimits(turns, other, callTime, output, setUpTime, verificationTime);
    }

    /**
     * {@return these limits with another time for a call}
     *
     * @param other how long a single call of the tool may wait
     */
    public EpisodeLimits callTime(Duration other) {
        return new EpisodeLimits(turns, time, other, output, setUpTime, verificationTime);
    }

    /**
     * {@return these limits with another bound on the output}
     *
     * @param other how many characters the agent is answered altogether
     */
    public EpisodeLimits output(long other) {
        return new EpisodeLimits(turns, time, callTime, other, setUpTime, verificationTime);
    }

    /**
     * {@return these limits with another time for the set-up}
     *
     * @param other how long one command of the set-up may take
     */
    public EpisodeLimits setUpTime(Duration other) {
        return new EpisodeLimits(turns, time, callTime, output, other, verificationTime);
    }

    /**
     * {@return these limits with another time for the verification}
     *
     * @param other how long the verification may take
     */
    public EpisodeLimits verificationTime(Duration other) {
        return new EpisodeLimits(turns, time, callTime, output, setUpTime, other);
    }
}
