package dev.curfew.process;

import dev.curfew.internal.Check;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a command; exceeding the first two ends its whole process tree.
 *
 * @param runtimeOrNull the longest time it may run, or {@code null} for no limit
 * @param silenceOrNull the longest time it may print nothing, or {@code null} for no limit
 * @param outputBytes how many bytes of each output stream are kept in memory, the last ones; positive
 * @since 0.1
 */
public record Limits(
        @Nullable Duration runtimeOrNull, @Nullable Duration silenceOrNull, int outputBytes) {

    /** No time limits, and 200,000 bytes of output kept per stream. */
    public static final Limits DEFAULT = new Limits(null, null, 200_000);

    /**
     * Check that every limit that is set is positive.
     *
     * @param runtimeOrNull the longest time it may run, or {@code null} for no limit
     * @param silenceOrNull the longest time it may print nothing, or {@code null} for no limit
     * @param outputBytes how many bytes of each output stream are kept in memory
     */
    public Limits {
        if (runtimeOrNull != null) {
            Check.positive(runtimeOrNull, "maxRuntime");
        }
        if (silenceOrNull != null) {
            Check.positive(silenceOrNull, "maxSilence");
        }
        Check.argument(outputBytes > 0, "outputBytes must be positive", outputBytes);
    }

    /** {@return the longest time the command may run, or empty for no limit} */
    public Optional<Duration> runtime() {
        return Optional.ofNullable(runtimeOrNull);
    }

    /** {@return the longest time the command may print nothing, or empty for no limit} */
    public Optional<Duration> silence() {
        return Optional.ofNullable(silenceOrNull);
    }
}
