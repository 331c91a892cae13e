package dev.curfew.job;

import java.util.Objects;

/**
 * Some of the output of a job, to be read on from there.
 *
 * @param text the output, decoded as UTF-8; a character that is not whole yet is left to the next chunk
 * @param next where the next chunk begins, in bytes from the first that the job has printed
 * @param missedBytes how many bytes before it were dropped from the bounded log
 * @since 0.1
 */
public record JobChunk(String text, long next, long missedBytes) {

    /**
     * Check that there is a text.
     *
     * @param text the output
     * @param next where the next chunk begins
     * @param missedBytes how many bytes before it were dropped
     */
    public JobChunk {
        Objects.requireNonNull(text, "text");
    }

    /** {@return whether there was nothing new} */
    public boolean isEmpty() {
        return text.isEmpty();
    }
}
