package dev.curfew.process;

import dev.curfew.internal.Check;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * The time limits for ending processes.
 *
 * @param grace the time between SIGTERM and SIGKILL; zero sends SIGKILL immediately; 2 seconds by default
 * @param budget the total time for all processes together, after which processes that are still alive are reported as
 *     survivors; 10 seconds by default
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record KillPolicy(Duration grace, Duration budget) {

    /** A grace period of 2 seconds within a budget of 10 seconds. */
    public static final KillPolicy DEFAULT = new KillPolicy(Duration.ofSeconds(2), Duration.ofSeconds(10));

    /** SIGKILL immediately, within a budget of 10 seconds. */
    public static final KillPolicy AT_ONCE = new KillPolicy(Duration.ZERO, Duration.ofSeconds(10));

    /**
     * Check that the grace period fits into the budget.
     *
     * @param grace the time between SIGTERM and SIGKILL
     * @param budget the total time for all processes together
     */
    public KillPolicy {
        Check.notNegative(grace, "grace");
        Check.positive(budget, "budget");
        Check.argument(grace.compareTo(budget) < 0, "grace must be shorter than the budget of " + budget, grace);
    }

    /**
     * {@return this policy with another grace period}
     *
     * @param other the time between SIGTERM and SIGKILL
     */
    public KillPolicy withGrace(Duration other) {
        return new KillPolicy(other, budget);
    }
}
