package dev.curfew.process;

import dev.curfew.internal.Check;
import dev.curfew.internal.Values;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
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
    static final Limits DEFAULT = new Limits(new Options());

    private final Options options;

    private static final class Options extends Values<Options> {
        private @Nullable Duration runtime;
        private @Nullable Duration silence;
        private int outputBytes = 200_000;
        private Map<Resource, Long> resources = Map.of();
    }

    private Limits(Options options) {
        this.options = options;
    }

    private Limits with(Consumer<Options> change) {
        return new Limits(options.with(change));
    }

    Limits withRuntime(Duration most) {
        return with(copy -> copy.runtime = Check.positive(most, "maxRuntime"));
    }

    Limits withSilence(Duration most) {
        return with(copy -> copy.silence = Check.positive(most, "maxSilence"));
    }

    Limits withOutputBytes(int most) {
        Check.argument(most > 0, "outputBytes must be positive", most);
        return with(copy -> copy.outputBytes = most);
    }

    Limits with(Resource resource, long value) {
        Objects.requireNonNull(resource, "resource");
        Check.argument(value > 0 || (value == 0 && resource.mayBeZero()), resource + " must be positive", value);
        Map<Resource, Long> more = new EnumMap<>(Resource.class);
        more.putAll(options.resources);
        more.put(resource, value);
        return with(copy -> copy.resources = Map.copyOf(more));
    }

    /** {@return the maximum runtime, or empty for no limit} */
    public Optional<Duration> runtime() {
        return Optional.ofNullable(options.runtime);
    }

    /** {@return the maximum time without output, or empty for no limit} */
    public Optional<Duration> silence() {
        return Optional.ofNullable(options.silence);
    }

    /** {@return how many bytes of each output stream are kept in memory, the most recent ones} */
    public int outputBytes() {
        return options.outputBytes;
    }

    /** {@return the limits that the operating system enforces} */
    public Map<Resource, Long> resources() {
        return options.resources;
    }

    private List<Object> parts() {
        return List.of(runtime(), silence(), outputBytes(), resources());
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
