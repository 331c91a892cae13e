package dev.curfew.output;

import java.util.Objects;

/**
 * The output between two marks.
 *
 * <p>Reading on from {@link #next()} repeats nothing and loses nothing but what {@link #missedBytes()} admits. A
 * character or an escape sequence whose last bytes have not arrived yet is left to the next chunk.
 *
 * @param text the output, decoded as UTF-8 and without ANSI escape sequences
 * @param next where the following chunk begins
 * @param missedBytes how many bytes after the requested mark had already been dropped from the bounded log
 * @since 0.1
 */
public record OutputChunk(String text, OutputMark next, long missedBytes) {

    /**
     * Check that nothing is {@code null}.
     *
     * @param text the output
     * @param next where the following chunk begins
     * @param missedBytes how many bytes after the requested mark had already been dropped from the bounded log
     */
    public OutputChunk {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(next, "next");
    }

    /** {@return whether there was nothing new} */
    public boolean isEmpty() {
        return text.isEmpty();
    }
}
