package dev.curfew.tool;

import dev.curfew.internal.Check;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The limits and defaults of a {@link ProcessTool}.
 *
 * @param defaultWait how long the action {@code wait} waits if the call does not specify it; longer than zero
 * @param longestWait how long it waits at most, whatever the call specifies; not shorter than {@code defaultWait}
 * @param largestOutput the maximum number of characters of output in an answer, 2000 or more; the whole answer,
 *     including JSON escapes, has at most ten times as many
 * @param largestCall the maximum number of characters in a call, 1000 or more
 * @param directoryOrNull the default working directory of commands, a path in the sandbox, or {@code null} for the
 *     default directory of the sandbox
 * @since 0.1
 */
public record ToolOptions(
        Duration defaultWait,
        Duration longestWait,
        int largestOutput,
        int largestCall,
        @Nullable Path directoryOrNull) {

    /** Waits of at most 180 seconds, 30,000 characters of output per answer, and 4,000,000 characters per call. */
    public static final ToolOptions DEFAULT =
            new ToolOptions(Duration.ofMinutes(3), Duration.ofMinutes(3), 30_000, 4_000_000, null);

    private static final int LEAST_OUTPUT = 2000;
    private static final int LEAST_CALL = 1000;

    /**
     * Check the limits.
     *
     * @param defaultWait how long a wait takes by default
     * @param longestWait how long a wait takes at most
     * @param largestOutput the maximum number of characters of output in an answer
     * @param largestCall the maximum number of characters in a call
     * @param directoryOrNull the default working directory of commands, or {@code null}
     */
    public ToolOptions {
        Check.positive(defaultWait, "defaultWait");
        Check.positive(longestWait, "longestWait");
        Check.argument(
                longestWait.compareTo(defaultWait) >= 0,
                "longestWait must not be shorter than defaultWait of " + defaultWait,
                longestWait);
        Check.argument(largestOutput >= LEAST_OUTPUT, "largestOutput must be at least " + LEAST_OUTPUT, largestOutput);
        Check.argument(largestCall >= LEAST_CALL, "largestCall must be at least " + LEAST_CALL, largestCall);
    }

    /**
     * {@return these options with other wait times}
     *
     * @param byDefault how long a wait takes by default
     * @param atMost how long a wait takes at most
     */
    public ToolOptions waiting(Duration byDefault, Duration atMost) {
        return new ToolOptions(byDefault, atMost, largestOutput, largestCall, directoryOrNull);
    }

    /**
     * {@return these options with another limit on output}
     *
     * @param characters the maximum number of characters of output in an answer
     */
    public ToolOptions showingAtMost(int characters) {
        return new ToolOptions(defaultWait, longestWait, characters, largestCall, directoryOrNull);
    }

    /**
     * {@return these options with another default working directory}
     *
     * @param directory the default working directory of commands, a path in the sandbox; relative directories in calls
     *     are resolved against it
     */
    public ToolOptions in(Path directory) {
        return new ToolOptions(
                defaultWait, longestWait, largestOutput, largestCall, Objects.requireNonNull(directory, "directory"));
    }

    /** {@return the default working directory of commands, or empty for the default directory of the sandbox} */
    public Optional<Path> directory() {
        return Optional.ofNullable(directoryOrNull);
    }
}
