package dev.curfew.job;

import dev.curfew.internal.Check;
import java.time.Duration;

/**
 * The options of a store.
 *
 * @param retention how long a job is kept after its result was acknowledged; 1 hour by default
 * @param lease how long a claimed result is reserved for a living JVM that neither acknowledges it nor gives it back;
 *     10 minutes by default. If that JVM ends, the result can be claimed at once
 * @since 0.1
 */
public record JobStoreOptions(Duration retention, Duration lease) {

    /** A retention of 1 hour and a lease of 10 minutes. */
    public static final JobStoreOptions DEFAULT = new JobStoreOptions(Duration.ofHours(1), Duration.ofMinutes(10));

    /**
     * Check the values.
     *
     * @param retention how long a job is kept after its result was acknowledged
     * @param lease how long a claimed result is reserved
     */
    public JobStoreOptions {
        Check.notNegative(retention, "retention");
        Check.positive(lease, "lease");
    }

    /**
     * {@return these options with another retention}
     *
     * @param other how long a job is kept after its result was acknowledged
     */
    public JobStoreOptions keeping(Duration other) {
        return new JobStoreOptions(other, lease);
    }

    /**
     * {@return these options with another lease}
     *
     * @param other how long a claimed result is reserved
     */
    public JobStoreOptions leasing(Duration other) {
        return new JobStoreOptions(retention, other);
    }
}
