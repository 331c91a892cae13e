package dev.curfew.output;

/**
 * The writing side of an {@link OutputLog}, for those who run processes.
 *
 * <p>Safe to use from several threads; bytes of different threads are kept in the order of their calls.
 *
 * @since 0.1
 */
public final class OutputRecorder {

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

    /**
     * Append bytes; waits while a {@link TextCursor} must catch up first.
     *
     * @param bytes the array that holds the bytes, which are copied
     * @param offset the index of the first one
     * @param length how many
     */
    public void append(byte[] bytes, int offset, int length) {
        log.append(bytes, offset, length);
    }

    /** Say that nothing can follow. */
    public void end() {
        log.end();
    }

    /** Wake those who wait on the log, because something else they wait for has happened. */
    public void announce() {
        log.announce();
    }
}
