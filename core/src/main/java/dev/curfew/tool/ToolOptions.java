package dev.curfew.tool;

import dev.curfew.internal.Check;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of a {@link ProcessTool}.
 *
 * @param defaultWait how long the action {@code wait} waits if the call does not say; longer than zero
 * @param longestWait how long it waits at most, whatever the call says; not shorter than {@code defaultWait}
 * @param largestOutput how many characters of output one answer has at most, 2000 or more; the whole answer, with all
 *     that JSON has to escape in it, has at most ten times as many
 * @param largestCall how many characters a call may have, 1000 or more
 * @param directoryOrNull where commands run unless they say otherwise, a path in the sandbox, or {@code null} for the
 *     directory in which the sandbox runs them
 * @since 0.1
 */
public record ToolOptions(
        Duration defaultWait,
        Duration longestWait,
        int largestOutput,
        int largestCall,
        @Nullable Path directoryOrNull) {

    /** Waits of at most 180 seconds, 30,000 characters of output in an answer, and calls of 4,000,000 characters. */
    public static final ToolOptions DEFAULT =
            new ToolOptions(Duration.ofMinutes(3), Duration.ofMinutes(3), 30_000, 4_000_000, null);

    private static final int LEAST_OUTPUT = 2000;
    private static final int LEAST_CALL = 1000;

    /**
     * Check the bounds.
     *
     * @param defaultWait how long a wait takes if the call does not say
     * @param longestWait how long a wait takes at most
     * @param largestOutput how many characters of output one answer has at most
     * @param largestCall how many characters a call may have
     * @param directoryOrNull where commands run
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
     * {@return these options with other waits}
     *
     * @param byDefault how long a wait takes if the call does not say
     * @param atMost how long a wait takes at most
     */
    public ToolOptions waiting(Duration byDefault, Duration atMost) {
        return new ToolOptions(byDefault, atMost, largestOutput, largestCall, directoryOrNull);
    }

    /**
     * {@return these options with another bound on output}
     *
     * @param characters how many characters of output one answer has at most
     */
    public ToolOptions showingAtMost(int characters) {
        return new ToolOptions(defaultWait, longestWait, characters, largestCall, directoryOrNull);
    }

    /**
     * {@return these options with another directory}
     *
     * @param directory where commands run unless they say otherwise, a path in the sandbox; what they say may be relative to it
     */
    public ToolOptions in(Path directory) {
        return new ToolOptions(
                defaultWait, longestWait, largestOutput, largestCall, Objects.requireNonNull(directory, "directory"));
    }

    /** {@return where commands run unless they say otherwise, or empty for where the sandbox runs them} */
    public Optional<Path> directory() {
        return Optional.ofNullable(directoryOrNull);
    }
}
