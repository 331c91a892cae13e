package dev.curfew.job;

import dev.curfew.internal.Check;
import dev.curfew.internal.Values;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * The options of a job. Immutable: every method that changes something returns new options.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public final class JobOptions {

    /** No label, 1 hour, a grace period of 2 seconds, and 4,000,000 bytes. */
    public static final JobOptions DEFAULT = new JobOptions(new Options());

    private static final long FEWEST_BYTES = 1024;

    private final Options options;

    private static final class Options extends Values<Options> {
        private String label = "";
        private Duration maxRuntime = Duration.ofHours(1);
        private Duration grace = Duration.ofSeconds(2);
        private long keptOutput = 4_000_000;
    }

    private JobOptions(Options options) {
        this.options = options;
    }

    private JobOptions with(Consumer<Options> change) {
        return new JobOptions(options.with(change));
    }

    /**
     * {@return these options with another label}
     *
     * @param other a description for the process that takes the result, perhaps in another JVM; empty by default
     */
    public JobOptions withLabel(String other) {
        return with(copy -> copy.label = Objects.requireNonNull(other, "label"));
    }

    /**
     * {@return these options with another maximum runtime}
     *
     * @param other the time after which the job is ended with all its descendants, longer than zero; 1 hour by default.
     *     A {@linkplain dev.curfew.process.Limits#runtime() limit of the command} has precedence
     */
    public JobOptions withMaxRuntime(Duration other) {
        return with(copy -> copy.maxRuntime = Check.positive(other, "maxRuntime"));
    }

    /**
     * {@return these options with another grace period}
     *
     * @param other the time between SIGTERM and SIGKILL when the job is ended; zero sends SIGKILL immediately; 2
     *     seconds by default
     */
    public JobOptions withGrace(Duration other) {
        return with(copy -> copy.grace = Check.notNegative(other, "grace"));
    }

    /**
     * {@return these options with another limit of the output on disk}
     *
     * @param bytes the maximum number of bytes that are kept, from the beginning and the end of the output; at least
     *     1024; 4,000,000 by default
     */
    public JobOptions withKeptOutput(long bytes) {
        Check.argument(bytes >= FEWEST_BYTES, "keptOutput must be at least " + FEWEST_BYTES, bytes);
        return with(copy -> copy.keptOutput = bytes);
    }

    /** {@return the description of the job} */
    public String label() {
        return options.label;
    }

    /** {@return the time after which the job is ended} */
    public Duration maxRuntime() {
        return options.maxRuntime;
    }

    /** {@return the time between SIGTERM and SIGKILL when the job is ended} */
    public Duration grace() {
        return options.grace;
    }

    /** {@return the maximum number of bytes of the output that are kept on disk} */
    public long keptOutput() {
        return options.keptOutput;
    }
}
