package dev.curfew.output;

import java.time.Duration;

/**
 * Where the bytes of a stream go, for those who run processes.
 *
 * <p>Called by one thread at a time; the answers may be asked for by any thread.
 *
 * @since 0.1
 */
public interface OutputSink {

    /**
     * Take bytes; may wait.
     *
     * @param bytes the array that holds the bytes, which are copied
     * @param offset the index of the first one
     * @param length how many
     */
    void append(byte[] bytes, int offset, int length);

    /** Take note that nothing can follow. */
    void end();

    /** {@return whether {@link #end()} was called} */
    boolean isEnded();

    /** {@return how many bytes have arrived} */
    long totalBytes();

    /** {@return how long nothing has arrived} */
    Duration silence();
}
