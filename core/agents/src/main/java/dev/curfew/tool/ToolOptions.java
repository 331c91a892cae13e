package dev.curfew.tool;

import dev.curfew.internal.Check;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
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
    public static final ToolOptions DEFAULT =
            new ToolOptions(Duration.ofMinutes(3), Duration.ofMinutes(3), 30_000, 4_000_000, null);

    private static final int LEAST_OUTPUT = 2000;
    private static final int LEAST_CALL = 1000;

    private final Duration defaultWait;
    private final Duration longestWait;
    private final int largestOutput;
    private final int largestCall;
    private final @Nullable Path directory;

    private ToolOptions(
            Duration defaultWait, Duration longestWait, int largestOutput, int largestCall, @Nullable Path directory) {
        this.defaultWait = defaultWait;
        this.longestWait = longestWait;
        this.largestOutput = largestOutput;
        this.largestCall = largestCall;
        this.directory = directory;
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
        return new ToolOptions(byDefault, atMost, largestOutput, largestCall, directory);
    }

    /**
     * {@return these options with another limit on output}
     *
     * @param characters the maximum number of characters of output in an answer, 2000 or more; the whole answer,
     *     including JSON escapes, has at most ten times as many
     */
    public ToolOptions withLargestOutput(int characters) {
        Check.argument(characters >= LEAST_OUTPUT, "largestOutput must be at least " + LEAST_OUTPUT, characters);
        return new ToolOptions(defaultWait, longestWait, characters, largestCall, directory);
    }

    /**
     * {@return these options with another limit on calls}
     *
     * @param characters the maximum number of characters in a call, 1000 or more
     */
    public ToolOptions withLargestCall(int characters) {
        Check.argument(characters >= LEAST_CALL, "largestCall must be at least " + LEAST_CALL, characters);
        return new ToolOptions(defaultWait, longestWait, largestOutput, characters, directory);
    }

    /**
     * {@return these options with another default working directory}
     *
     * @param other the default working directory of commands, a path in the sandbox; relative directories in calls are
     *     resolved against it
     */
    public ToolOptions withDirectory(Path other) {
        return new ToolOptions(
                defaultWait, longestWait, largestOutput, largestCall, Objects.requireNonNull(other, "other"));
    }

    /** {@return how long the action {@code wait} waits if the call does not specify it} */
    public Duration defaultWait() {
        return defaultWait;
    }

    /** {@return how long the action {@code wait} waits at most} */
    public Duration longestWait() {
        return longestWait;
    }

    /** {@return the maximum number of characters of output in an answer} */
    public int largestOutput() {
        return largestOutput;
    }

    /** {@return the maximum number of characters in a call} */
    public int largestCall() {
        return largestCall;
    }

    /** {@return the default working directory of commands, or empty for the default directory of the sandbox} */
    public Optional<Path> directory() {
        return Optional.ofNullable(directory);
    }
}
