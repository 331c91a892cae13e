package dev.curfew.output;

import java.time.Duration;

/**
 * The writing side of an {@link OutputLog}, for those who run processes.
 *
 * <p>Safe to use from several threads; bytes of different threads are kept in the order of their calls.
 *
 * @since 0.1
 */
public final class OutputRecorder implements OutputSink {

    private final OutputLog log;

    /**
     * Create a recorder with a new, empty log.
     *
     * @param maxBytes how many bytes the log keeps; positive
     * @param mode how the log turns bytes into text
     */
    public OutputRecorder(int maxBytes, TextMode mode) {
        this.log = new OutputLog(maxBytes, mode);
    }

    /** {@return the log that this recorder fills} */
    public OutputLog log() {
        return log;
    }

    /** Append bytes; waits while a {@link TextCursor} must catch up first. */
    @Override
    public void append(byte[] bytes, int offset, int length) {
        log.append(bytes, offset, length);
    }

    @Override
    public void end() {
        log.end();
    }

    @Override
    public boolean isEnded() {
        return log.isEnded();
    }

    @Override
    public long totalBytes() {
        return log.totalBytes();
    }

    @Override
    public Duration silence() {
        return log.silence();
    }

    /** Wake those who wait on the log, because something else they wait for has happened. */
    public void announce() {
        log.announce();
    }
}
