package dev.curfew;

import dev.curfew.internal.Check;
import java.time.Duration;

/**
 * How many processes a registry holds, and how long.
 *
 * <p>Immutable. A process counts as running until its command has ended; what it has left alone does not count.
 *
 * @param maxRunning how many processes may run at the same time at most; at least 1
 * @param startTimeout how long a start waits while so many run, until it fails; zero if it fails at once
 * @param keepFinished how long a process can be found after its end; longer than zero
 * @param maxFinished how many processes can be found after their end at most, the last ones; zero or more
 * @since 0.1
 */
public record Bounds(int maxRunning, Duration startTimeout, Duration keepFinished, int maxFinished) {

    /** 64 run at most, more are refused at once; the last 64 that have ended can be found for 30 minutes. */
    public static final Bounds DEFAULT = new Bounds(64, Duration.ZERO, Duration.ofMinutes(30), 64);

    private static final int MOST_RUNNING = 1_000_000;

    /**
     * Check the bounds.
     *
     * @param maxRunning how many processes may run at the same time at most
     * @param startTimeout how long a start waits while so many run
     * @param keepFinished how long a process can be found after its end
     * @param maxFinished how many processes can be found after their end at most
     */
    public Bounds {
        Check.argument(
                maxRunning > 0 && maxRunning <= MOST_RUNNING,
                "maxRunning must be between 1 and " + MOST_RUNNING,
                maxRunning);
        Check.notNegative(startTimeout, "startTimeout");
        Check.positive(keepFinished, "keepFinished");
        Check.argument(maxFinished >= 0, "maxFinished must not be negative", maxFinished);
    }

    /**
     * {@return these bounds with another one for the processes that run}
     *
     * @param most how many may run at the same time at most; at least 1
     */
    public Bounds running(int most) {
        return new Bounds(most, startTimeout, keepFinished, maxFinished);
    }

    /**
     * {@return these bounds with starts that wait for their turn, in the order in which they came}
     *
     * @param timeout how long a start waits until it fails; zero if it fails at once
     */
    public Bounds queueing(Duration timeout) {
        return new Bounds(maxRunning, timeout, keepFinished, maxFinished);
    }

    /**
     * {@return these bounds with others for the processes that have ended}
     *
     * @param duration how long one can be found after its end; longer than zero
     * @param most how many can be found at most, the last ones; zero or more
     */
    public Bounds keeping(Duration duration, int most) {
        return new Bounds(maxRunning, startTimeout, duration, most);
    }
}
