package dev.curfew.spawn;

/**
 * Reads a stream for threads that wait for its output. All calls but {@link #stop()} are made by one thread at a time.
 */
interface BriefReads {

    /** {@return whether it can be read; called by the reading thread, before other threads may read} */
    boolean prepare();

    /**
     * Read what arrives, until the call is stopped, the thread is interrupted, or the stream ends.
     *
     * @param buffer receives the bytes, from its beginning
     * @return the number of bytes that were read and are not in the stream any more; 0 if there are none
     */
    int read(byte[] buffer);

    /** End a call of {@link #read} that takes too long. */
    void stop();
}
