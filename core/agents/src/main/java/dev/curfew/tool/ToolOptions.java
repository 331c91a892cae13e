package dev.curfew.tool;

import dev.curfew.internal.Check;
import dev.curfew.internal.Values;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The limits and defaults of a {@link ProcessTool}. Immutable: every method that changes something returns new options.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public final class ToolOptions {

    /** Waits of at most 180 seconds, 30,000 characters of output per answer, and 4,000,000 characters per call. */
    public static final ToolOptions DEFAULT = new ToolOptions(new Options());

    private static final int LEAST_OUTPUT = 2000;
    private static final int LEAST_CALL = 1000;

    private final Options options;

    private static final class Options extends Values<Options> {
        private Duration defaultWait = Duration.ofMinutes(3);
        private Duration longestWait = Duration.ofMinutes(3);
        private int largestOutput = 30_000;
        private int largestCall = 4_000_000;
        private @Nullable Path directory;
    }

    private ToolOptions(Options options) {
        this.options = options;
    }

    private ToolOptions with(Consumer<Options> change) {
        return new ToolOptions(options.with(change));
    }

    /**
     * {@return these options with other wait times}
     *
     * @param byDefault how long the action {@code wait} waits if the call does not specify it; longer than zero
     * @param atMost how long it waits at most, whatever the call specifies; not shorter than {@code byDefault}
     */
    public ToolOptions withWaits(Duration byDefault, Duration atMost) {
        Check.positive(byDefault, "defaultWait");
        Check.argument(
                atMost.compareTo(byDefault) >= 0,
                "longestWait must not be shorter than defaultWait of " + byDefault,
                atMost);
        return with(copy -> {
            copy.defaultWait = byDefault;
            copy.longestWait = atMost;
        });
    }

    /**
     * {@return these options with another limit on output}
     *
     * @param characters the maximum number of characters of output in an answer, 2000 or more; the whole answer,
     *     including JSON escapes, has at most ten times as many
     */
    public ToolOptions withLargestOutput(int characters) {
        Check.argument(characters >= LEAST_OUTPUT, "largestOutput must be at least " + LEAST_OUTPUT, characters);
        return with(copy -> copy.largestOutput = characters);
    }

    /**
     * {@return these options with another limit on calls}
     *
     * @param characters the maximum number of characters in a call, 1000 or more
     */
    public ToolOptions withLargestCall(int characters) {
        Check.argument(characters >= LEAST_CALL, "largestCall must be at least " + LEAST_CALL, characters);
        return with(copy -> copy.largestCall = characters);
    }

    /**
     * {@return these options with another default working directory}
     *
     * @param other the default working directory of commands, a path in the sandbox; relative directories in calls are
     *     resolved against it
     */
    public ToolOptions withDirectory(Path other) {
        return with(copy -> copy.directory = Objects.requireNonNull(other, "other"));
    }

    /** {@return how long the action {@code wait} waits if the call does not specify it} */
    public Duration defaultWait() {
        return options.defaultWait;
    }

    /** {@return how long the action {@code wait} waits at most} */
    public Duration longestWait() {
        return options.longestWait;
    }

    /** {@return the maximum number of characters of output in an answer} */
    public int largestOutput() {
        return options.largestOutput;
    }

    /** {@return the maximum number of characters in a call} */
    public int largestCall() {
        return options.largestCall;
    }

    /** {@return the default working directory of commands, or empty for the default directory of the sandbox} */
    public Optional<Path> directory() {
        return Optional.ofNullable(options.directory);
    }
}
