package dev.curfew.job;

import dev.curfew.internal.Check;
import java.time.Duration;
import java.util.Objects;

/**
 * How one job is run.
 *
 * @param label what it is for, for whoever takes its result in another JVM; empty by default
 * @param maxRuntime how long it may run; then it is ended with everything it started. 1 hour by default; a
 *     {@linkplain dev.curfew.process.Limits#runtime() limit of the command} goes first
 * @param grace the time between SIGTERM and SIGKILL when it is ended; 2 seconds by default
 * @param logBytes how many bytes of its output are kept on the disk, its beginning and its end; at least 1024; 4,000,000 by
 *     default
 * @since 0.1
 */
public record JobOptions(String label, Duration maxRuntime, Duration grace, long logBytes) {

    /** No label, 1 hour, 2 seconds of grace, 4,000,000 bytes. */
    public static final JobOptions DEFAULT = new JobOptions("", Duration.ofHours(1), Duration.ofSeconds(2), 4_000_000);

    private static final long FEWEST_BYTES = 1024;

    /**
     * Check the values.
     *
     * @param label what it is for
     * @param maxRuntime how long it may run
     * @param grace the time between SIGTERM and SIGKILL when it is ended
     * @param logBytes how many bytes of its output are kept on the disk
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
     * @param other what the job is for
     */
    public JobOptions labeled(String other) {
        return new JobOptions(other, maxRuntime, grace, logBytes);
    }

    /**
     * {@return these options with another maximum runtime}
     *
     * @param other how long the job may run
     */
    public JobOptions runningAtMost(Duration other) {
        return new JobOptions(label, other, grace, logBytes);
    }

    /**
     * {@return these options with another grace}
     *
     * @param other the time between SIGTERM and SIGKILL; zero kills at once
     */
    public JobOptions withGrace(Duration other) {
        return new JobOptions(label, maxRuntime, other, logBytes);
    }

    /**
     * {@return these options with another bound on the output on the disk}
     *
     * @param bytes how many bytes are kept
     */
    public JobOptions keepingOutput(long bytes) {
        return new JobOptions(label, maxRuntime, grace, bytes);
    }
}
