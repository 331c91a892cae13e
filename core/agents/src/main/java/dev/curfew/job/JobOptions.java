package dev.curfew.job;

import dev.curfew.internal.Check;
import java.time.Duration;
import java.util.Objects;

/**
 * The options of a job.
 *
 * @param label a description for the process that takes its result, perhaps in another JVM; empty by default
 * @param maxRuntime the time after which it is ended with all its descendants; 1 hour by default. A
 *     {@linkplain dev.curfew.process.Limits#runtime() limit of the command} has precedence
 * @param grace the time between SIGTERM and SIGKILL when it is ended; 2 seconds by default
 * @param logBytes the maximum number of bytes of its output that are kept on disk, from its beginning and its end; at
 *     least 1024; 4,000,000 by default
 * @since 0.1
 */
public record JobOptions(String label, Duration maxRuntime, Duration grace, long logBytes) {

    /** No label, 1 hour, a grace period of 2 seconds, and 4,000,000 bytes. */
    public static final JobOptions DEFAULT = new JobOptions("", Duration.ofHours(1), Duration.ofSeconds(2), 4_000_000);

    private static final long FEWEST_BYTES = 1024;

    /**
     * Check the values.
     *
     * @param label a description of the job
     * @param maxRuntime the time after which it is ended
     * @param grace the time between SIGTERM and SIGKILL when it is ended
     * @param logBytes the maximum number of bytes of its output that are kept on disk
     */
    public JobOptions {
        Objects.requireNonNull(label, "label");
        Check.positive(maxRuntime, "maxRuntime");
        Check.notNegative(grace, "grace");
        Check.argument(logBytes >= FEWEST_BYTES, "logBytes must be at least " + FEWEST_BYTES, logBytes);
    }

    /**
     * {@return these options with another label}
     *
     * @param other a description of the job
     */
    public JobOptions labeled(String other) {
        return new JobOptions(other, maxRuntime, grace, logBytes);
    }

    /**
     * {@return these options with another maximum runtime}
     *
     * @param other the time after which the job is ended
     */
    public JobOptions runningAtMost(Duration other) {
        return new JobOptions(label, other, grace, logBytes);
    }

    /**
     * {@return these options with another grace period}
     *
     * @param other the time between SIGTERM and SIGKILL; zero sends SIGKILL immediately
     */
    public JobOptions withGrace(Duration other) {
        return new JobOptions(label, maxRuntime, other, logBytes);
    }

    /**
     * {@return these options with another limit of the output on disk}
     *
     * @param bytes the maximum number of bytes that are kept
     */
    public JobOptions keepingOutput(long bytes) {
        return new JobOptions(label, maxRuntime, grace, bytes);
    }
}
