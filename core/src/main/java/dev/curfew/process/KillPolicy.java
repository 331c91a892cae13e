package dev.curfew.process;

import dev.curfew.internal.Check;
import java.time.Duration;

/**
 * How long the end of processes may take.
 *
 * @param grace the time between the polite signal (SIGTERM) and SIGKILL; zero kills at once; 2 seconds by default
 * @param budget the time for everything, for all processes together, after which what is still alive is reported as a
 *     survivor; 10 seconds by default
 * @since 0.1
 */
public record KillPolicy(Duration grace, Duration budget) {

    /** A grace of 2 seconds within a budget of 10 seconds. */
    public static final KillPolicy DEFAULT = new KillPolicy(Duration.ofSeconds(2), Duration.ofSeconds(10));

    /** SIGKILL at once, within a budget of 10 seconds. */
    public static final KillPolicy AT_ONCE = new KillPolicy(Duration.ZERO, Duration.ofSeconds(10));

    /**
     * Check that the grace fits into the budget.
     *
     * @param grace the time between the polite signal (SIGTERM) and SIGKILL
     * @param budget the time for everything
     */
    public KillPolicy {
        Check.notNegative(grace, "grace");
        Check.positive(budget, "budget");
        Check.argument(grace.compareTo(budget) < 0, "grace must be shorter than the budget of " + budget, grace);
    }

    /**
     * {@return this policy with another grace}
     *
     * @param other the time between SIGTERM and SIGKILL
     */
    public KillPolicy withGrace(Duration other) {
        return new KillPolicy(other, budget);
    }
}
