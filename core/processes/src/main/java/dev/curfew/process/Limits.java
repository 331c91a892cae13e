package dev.curfew.process;

import dev.curfew.internal.Check;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a command. Exceeding the runtime or the silence ends its whole process tree. Limits of resources are
 * enforced by the operating system; see {@link Resource} for what happens when one is exceeded.
 *
 * @see Command#limits()
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class Limits {

    /** 200,000 bytes of output kept for each stream, and no other limits. */
    static final Limits DEFAULT = new Limits(null, null, 200_000, Map.of());

    private final @Nullable Duration runtime;
    private final @Nullable Duration silence;
    private final int outputBytes;
    private final Map<Resource, Long> resources;

    private Limits(
            @Nullable Duration runtime, @Nullable Duration silence, int outputBytes, Map<Resource, Long> resources) {
        this.runtime = runtime;
        this.silence = silence;
        this.outputBytes = outputBytes;
        this.resources = Map.copyOf(resources);
    }

    Limits withRuntime(Duration most) {
        return new Limits(Check.positive(most, "maxRuntime"), silence, outputBytes, resources);
    }

    Limits withSilence(Duration most) {
        return new Limits(runtime, Check.positive(most, "maxSilence"), outputBytes, resources);
    }

    Limits withOutputBytes(int most) {
        Check.argument(most > 0, "outputBytes must be positive", most);
        return new Limits(runtime, silence, most, resources);
    }

    Limits with(Resource resource, long value) {
        Objects.requireNonNull(resource, "resource");
        Check.argument(value > 0 || (value == 0 && resource.mayBeZero()), resource + " must be positive", value);
        Map<Resource, Long> more = new EnumMap<>(Resource.class);
        more.putAll(resources);
        more.put(resource, value);
        return new Limits(runtime, silence, outputBytes, more);
    }

    /** {@return the maximum runtime, or empty for no limit} */
    public Optional<Duration> runtime() {
        return Optional.ofNullable(runtime);
    }

    /** {@return the maximum time without output, or empty for no limit} */
    public Optional<Duration> silence() {
        return Optional.ofNullable(silence);
    }

    /** {@return how many bytes of each output stream are kept in memory, the most recent ones} */
    public int outputBytes() {
        return outputBytes;
    }

    /** {@return the limits that the operating system enforces} */
    public Map<Resource, Long> resources() {
        return resources;
    }

    private List<Object> parts() {
        return List.of(runtime(), silence(), outputBytes, resources);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Limits limits && parts().equals(limits.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }
}
