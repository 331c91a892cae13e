package dev.curfew.process;

import dev.curfew.internal.Check;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a command. Exceeding the runtime or the silence ends its whole process tree. Limits of resources are
 * enforced by the operating system; see {@link Resource} for what happens when one is exceeded.
 *
 * @param runtimeOrNull the maximum runtime, or {@code null} for no limit
 * @param silenceOrNull the maximum time without output, or {@code null} for no limit
 * @param outputBytes how many bytes of each output stream are kept in memory, the most recent ones; positive
 * @param resources the limits that the operating system enforces
 * @since 0.1
 */
public record Limits(
        @Nullable Duration runtimeOrNull,
        @Nullable Duration silenceOrNull,
        int outputBytes,
        Map<Resource, Long> resources) {

    /** 200,000 bytes of output kept for each stream, and no other limits. */
    public static final Limits DEFAULT = new Limits(null, null, 200_000);

    /**
     * Check that all limits are positive; those on core files and the size of files may be zero.
     *
     * @param runtimeOrNull the maximum runtime, or {@code null} for no limit
     * @param silenceOrNull the maximum time without output, or {@code null} for no limit
     * @param outputBytes how many bytes of each output stream are kept in memory
     * @param resources the limits that the operating system enforces
     */
    public Limits {
        if (runtimeOrNull != null) {
            Check.positive(runtimeOrNull, "maxRuntime");
        }
        if (silenceOrNull != null) {
            Check.positive(silenceOrNull, "maxSilence");
        }
        Check.argument(outputBytes > 0, "outputBytes must be positive", outputBytes);
        resources = Map.copyOf(resources);
        resources.forEach((resource, value) -> Check.argument(
                value > 0 || (value == 0 && resource.mayBeZero()), resource + " must be positive", value));
    }

    /**
     * Create limits without limits of resources.
     *
     * @param runtimeOrNull the maximum runtime, or {@code null} for no limit
     * @param silenceOrNull the maximum time without output, or {@code null} for no limit
     * @param outputBytes how many bytes of each output stream are kept in memory
     */
    public Limits(@Nullable Duration runtimeOrNull, @Nullable Duration silenceOrNull, int outputBytes) {
        this(runtimeOrNull, silenceOrNull, outputBytes, Map.of());
    }

    Limits running(Duration maxRuntime) {
        return new Limits(maxRuntime, silenceOrNull, outputBytes, resources);
    }

    Limits silent(Duration maxSilence) {
        return new Limits(runtimeOrNull, maxSilence, outputBytes, resources);
    }

    Limits keeping(int maxBytes) {
        return new Limits(runtimeOrNull, silenceOrNull, maxBytes, resources);
    }

    Limits with(Resource resource, long value) {
        Map<Resource, Long> more = new EnumMap<>(Resource.class);
        more.putAll(resources);
        more.put(Objects.requireNonNull(resource, "resource"), value);
        return new Limits(runtimeOrNull, silenceOrNull, outputBytes, more);
    }

    /** {@return the maximum runtime, or empty for no limit} */
    public Optional<Duration> runtime() {
        return Optional.ofNullable(runtimeOrNull);
    }

    /** {@return the maximum time without output, or empty for no limit} */
    public Optional<Duration> silence() {
        return Optional.ofNullable(silenceOrNull);
    }
}
