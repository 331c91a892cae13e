package dev.curfew.output;

import org.apiguardian.api.API;

/**
 * The output between two marks.
 *
 * <p>Reading on from {@link #next()} repeats nothing, and loses only the bytes counted by {@link #missedBytes()}. An
 * incomplete character or escape sequence at the end is left to the next chunk.
 *
 * @param text the output, decoded as UTF-8 and without ANSI escape sequences
 * @param next where the next chunk begins
 * @param missedBytes the number of bytes after the requested mark that had been dropped from the bounded log
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record OutputChunk(String text, OutputMark next, long missedBytes) {

    /** {@return whether there was no new output} */
    public boolean isEmpty() {
        return text.isEmpty();
    }
}
