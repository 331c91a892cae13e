package dev.curfew.job;

import dev.curfew.internal.Check;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * The options of a store. Immutable: every method that changes something returns new options.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public final class JobStoreOptions {

    /** A retention of 1 hour and a lease of 10 minutes. */
    public static final JobStoreOptions DEFAULT = new JobStoreOptions(Duration.ofHours(1), Duration.ofMinutes(10));

    private final Duration retention;
    private final Duration lease;

    private JobStoreOptions(Duration retention, Duration lease) {
        this.retention = Check.notNegative(retention, "retention");
        this.lease = Check.positive(lease, "lease");
    }

    /**
     * {@return these options with another retention}
     *
     * @param other how long a job is kept after its result was acknowledged; 1 hour by default
     */
    public JobStoreOptions withRetention(Duration other) {
        return new JobStoreOptions(other, lease);
    }

    /**
     * {@return these options with another lease}
     *
     * @param other how long a claimed result is reserved for a living JVM that neither acknowledges it nor gives it
     *     back, longer than zero; 10 minutes by default. If that JVM ends, the result can be claimed at once
     */
    public JobStoreOptions withLease(Duration other) {
        return new JobStoreOptions(retention, other);
    }

    /** {@return how long a job is kept after its result was acknowledged} */
    public Duration retention() {
        return retention;
    }

    /** {@return how long a claimed result is reserved} */
    public Duration lease() {
        return lease;
    }
}
