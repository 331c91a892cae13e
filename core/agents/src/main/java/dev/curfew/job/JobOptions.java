package dev.curfew.job;

import dev.curfew.internal.Check;
import java.time.Duration;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * The options of a job. Immutable: every method that changes something returns new options.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public final class JobOptions {

    /** No label, 1 hour, a grace period of 2 seconds, and 4,000,000 bytes. */
    public static final JobOptions DEFAULT = new JobOptions("", Duration.ofHours(1), Duration.ofSeconds(2), 4_000_000);

    private static final long FEWEST_BYTES = 1024;

    private final String label;
    private final Duration maxRuntime;
    private final Duration grace;
    private final long keptOutput;

    private JobOptions(String label, Duration maxRuntime, Duration grace, long keptOutput) {
        this.label = Objects.requireNonNull(label, "label");
        this.maxRuntime = Check.positive(maxRuntime, "maxRuntime");
        this.grace = Check.notNegative(grace, "grace");
        Check.argument(keptOutput >= FEWEST_BYTES, "keptOutput must be at least " + FEWEST_BYTES, keptOutput);
        this.keptOutput = keptOutput;
    }

    /**
     * {@return these options with another label}
     *
     * @param other a description for the process that takes the result, perhaps in another JVM; empty by default
     */
    public JobOptions withLabel(String other) {
        return new JobOptions(other, maxRuntime, grace, keptOutput);
    }

    /**
     * {@return these options with another maximum runtime}
     *
     * @param other the time after which the job is ended with all its descendants, longer than zero; 1 hour by default.
     *     A {@linkplain dev.curfew.process.Limits#runtime() limit of the command} has precedence
     */
    public JobOptions withMaxRuntime(Duration other) {
        return new JobOptions(label, other, grace, keptOutput);
    }

    /**
     * {@return these options with another grace period}
     *
     * @param other the time between SIGTERM and SIGKILL when the job is ended; zero sends SIGKILL immediately; 2 seconds
     *     by default
     */
    public JobOptions withGrace(Duration other) {
        return new JobOptions(label, maxRuntime, other, keptOutput);
    }

    /**
     * {@return these options with another limit of the output on disk}
     *
     * @param bytes the maximum number of bytes that are kept, from the beginning and the end of the output; at least
     *     1024; 4,000,000 by default
     */
    public JobOptions withKeptOutput(long bytes) {
        return new JobOptions(label, maxRuntime, grace, bytes);
    }

    /** {@return the description of the job} */
    public String label() {
        return label;
    }

    /** {@return the time after which the job is ended} */
    public Duration maxRuntime() {
        return maxRuntime;
    }

    /** {@return the time between SIGTERM and SIGKILL when the job is ended} */
    public Duration grace() {
        return grace;
    }

    /** {@return the maximum number of bytes of the output that are kept on disk} */
    public long keptOutput() {
        return keptOutput;
    }
}
