package dev.curfew.recording;

import java.time.Duration;

/**
 * The writing side of an {@link RecordedLog}, used by code that runs processes.
 *
 * <p>Thread-safe; the bytes of different threads are kept in the order of their calls.
 */
public final class OutputRecorder implements OutputSink {

    private final RecordedLog log;

    /**
     * Create a recorder with a new, empty log.
     *
     * @param maxBytes the number of bytes that the log keeps; positive
     * @param mode how the log converts bytes to text
     */
    public OutputRecorder(int maxBytes, TextMode mode) {
        this.log = new RecordedLog(maxBytes, mode);
    }

    /**
     * Set the width of the terminal, at which its rows end.
     *
     * @param columns the width; that of {@link dev.curfew.process.TerminalSize#DEFAULT} if it is not set
     */
    public void wrapAt(int columns) {
        log.wrapAt(columns);
    }

    /** {@return the log that this recorder fills} */
    public RecordedLog log() {
        return log;
    }

    /** Append bytes. Waits while the log is full and an open {@link TextCursor} has not read its bytes yet. */
    @Override
    public void append(byte[] bytes, int offset, int length) {
        log.append(bytes, offset, length);
    }

    @Override
    public void readFrom(OutputSource source) {
        log.readFrom(source);
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

    /** Wake all threads that wait for this log, because another condition that they wait for may have changed. */
    public void announce() {
        log.announce();
    }
}
