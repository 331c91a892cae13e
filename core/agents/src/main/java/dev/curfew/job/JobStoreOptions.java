package dev.curfew.job;

import dev.curfew.internal.Check;
import dev.curfew.internal.Values;
import java.time.Duration;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * The options of a store. Immutable: every method that changes something returns new options.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public final class JobStoreOptions {

    /** A retention of 1 hour and a lease of 10 minutes. */
    public static final JobStoreOptions DEFAULT = new JobStoreOptions(new Options());

    private final Options options;

    private static final class Options extends Values<Options> {
        private Duration retention = Duration.ofHours(1);
        private Duration lease = Duration.ofMinutes(10);
    }

    private JobStoreOptions(Options options) {
        this.options = options;
    }

    private JobStoreOptions with(Consumer<Options> change) {
        return new JobStoreOptions(options.with(change));
    }

    /**
     * {@return these options with another retention}
     *
     * @param other how long a job is kept after its result was acknowledged; 1 hour by default
     */
    public JobStoreOptions withRetention(Duration other) {
        return with(copy -> copy.retention = Check.notNegative(other, "retention"));
    }

    /**
     * {@return these options with another lease}
     *
     * @param other how long a claimed result is reserved for a living JVM that neither acknowledges it nor gives it
     *     back, longer than zero; 10 minutes by default. If that JVM ends, the result can be claimed at once
     */
    public JobStoreOptions withLease(Duration other) {
        return with(copy -> copy.lease = Check.positive(other, "lease"));
    }

    /** {@return how long a job is kept after its result was acknowledged} */
    public Duration retention() {
        return options.retention;
    }

    /** {@return how long a claimed result is reserved} */
    public Duration lease() {
        return options.lease;
    }
}
