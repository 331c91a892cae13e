package dev.curfew.spawn;

import java.io.IOException;

/** The raw input of a process. Its methods may block for as long as the process does not read. */
public interface InputSink {

    /**
     * What pipes and terminals of Linux hold. A pipe has 16 pages, and a write that does not fit into the rest of a page
     * begins a new one: in the worst case (see pipe(7)) the pages are hardly more than half full. A terminal buffers
     * about as much.
     */
    int LINUX_BYTES = 32 * 1024;

    /** What pipes and terminals hold on every POSIX system: {@code _POSIX_MAX_INPUT}. */
    int PORTABLE_BYTES = 255;

    /** {@return how many bytes can be written in total without ever blocking, even if the process reads nothing} */
    default int freeBytes() {
        return LINUX_BYTES;
    }

    /**
     * Write all bytes.
     *
     * @param bytes the bytes
     * @throws IOException if no process can read them any more
     */
    void write(byte[] bytes) throws IOException;

    /**
     * Signal the end of the input to the process.
     *
     * @throws IOException if that fails
     */
    void end() throws IOException;

    /** Note that the first line for the command begins here: what was written before was for another reader. */
    default void beginLine() {}
}
