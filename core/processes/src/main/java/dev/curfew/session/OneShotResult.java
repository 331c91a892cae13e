package dev.curfew.session;

import dev.curfew.output.OutputLog;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a one-shot command ended, and what it printed.
 *
 * @param output what it printed on standard output, or on both streams if they are merged; only the end of much output
 * @param errors the end of what it printed on standard error; empty if that is merged or discarded
 * @param end how it ended, or {@code null} if it was killed
 * @param how how it ended, or why it was killed, as a clause for messages
 */
public record OneShotResult(
        OutputLog output, OutputLog errors, @Nullable Termination end, String how) {

    /** {@return whether it exited with code 0} */
    public boolean succeeded() {
        return new Termination.Exited(0).equals(end);
    }

    /**
     * {@return its standard output as text without surrounding blanks, or empty if it failed or if only a part of the
     * output was kept: a part of a list must not be mistaken for the list}
     */
    public Optional<String> answer() {
        return succeeded() && output.droppedBytes() == 0
                ? Optional.of(output.text().strip())
                : Optional.empty();
    }
}
