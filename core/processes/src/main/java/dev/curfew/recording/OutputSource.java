package dev.curfew.recording;

import java.util.function.IntSupplier;

/** What fills a log: a thread that waits for the log can read it too. Thread-safe. */
@FunctionalInterface
public interface OutputSource {

    /**
     * Read what arrives now into the log, in the calling thread, for about a millisecond at most. Does nothing if
     * another thread reads. An interrupt ends the call early; the thread stays interrupted.
     *
     * @param room the number of bytes that the log can take without blocking, or zero if nothing must be read; asked
     *     when no other thread can fill the log
     */
    void read(IntSupplier room);
}
