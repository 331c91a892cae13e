package dev.curfew;

import dev.curfew.internal.Check;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * How many processes a registry holds, and for how long.
 *
 * <p>Immutable. A process counts as running until its command has ended; descendants that outlive the command do not
 * count.
 *
 * @param maxRunning the maximum number of processes that run at the same time; at least 1
 * @param startTimeout how long a start waits while that many run before it fails; zero if it fails at once
 * @param keepFinished how long a process can be found after its end; longer than zero
 * @param maxFinished the maximum number of processes that can be found after their end, the most recent ones; zero or
 *     more
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record Bounds(int maxRunning, Duration startTimeout, Duration keepFinished, int maxFinished) {

    /** At most 64 run, and further starts fail at once; the last 64 that have ended can be found for 30 minutes. */
    public static final Bounds DEFAULT = new Bounds(64, Duration.ZERO, Duration.ofMinutes(30), 64);

    private static final int MOST_RUNNING = 1_000_000;

    /**
     * Check the bounds.
     *
     * @param maxRunning the maximum number of processes that run at the same time
     * @param startTimeout how long a start waits while that many run
     * @param keepFinished how long a process can be found after its end
     * @param maxFinished the maximum number of processes that can be found after their end
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
     * {@return these bounds with another limit for running processes}
     *
     * @param most the maximum number of processes that run at the same time; at least 1
     */
    public Bounds withMaxRunning(int most) {
        return new Bounds(most, startTimeout, keepFinished, maxFinished);
    }

    /**
     * {@return these bounds with starts that wait, in the order of the calls, instead of failing at once}
     *
     * @param timeout how long a start waits before it fails; zero if it fails at once
     */
    public Bounds withStartTimeout(Duration timeout) {
        return new Bounds(maxRunning, timeout, keepFinished, maxFinished);
    }

    /**
     * {@return these bounds with other limits for processes that have ended}
     *
     * @param duration how long a process can be found after its end; longer than zero
     * @param most the maximum number of such processes, the most recent ones; zero or more
     */
    public Bounds withFinished(Duration duration, int most) {
        return new Bounds(maxRunning, startTimeout, duration, most);
    }
}
