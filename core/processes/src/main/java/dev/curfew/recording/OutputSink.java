package dev.curfew.recording;

import java.time.Duration;

/**
 * A destination for the bytes of a stream, used by code that runs processes.
 *
 * <p>Bytes are appended by one thread at a time; the other methods may be called by any thread.
 */
public interface OutputSink {

    /**
     * Append bytes; may block.
     *
     * @param bytes the array that contains the bytes, which are copied
     * @param offset the index of the first byte
     * @param length the number of bytes
     */
    void append(byte[] bytes, int offset, int length);

    /**
     * Set what fills this sink, so that threads that wait for its output can read it themselves.
     *
     * @param source the source
     */
    default void readFrom(OutputSource source) {}

    /** Mark the end of the stream. */
    void end();

    /** {@return whether {@link #end()} was called} */
    boolean isEnded();

    /** {@return the number of bytes appended so far} */
    long totalBytes();

    /** {@return the time since the last byte, or since the start} */
    Duration silence();
}
