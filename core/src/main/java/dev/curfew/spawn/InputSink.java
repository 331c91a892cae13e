package dev.curfew.spawn;

import java.io.IOException;

/** The raw input of a process. Its methods may block for as long as the process does not read. */
public interface InputSink {

    /**
     * {@return how many bytes can be written in total without ever blocking, even if the process reads nothing}
     *
     * <p>A pipe holds 16 pages, and a write that does not fit into the rest of a page begins a new one: in the worst
     * case (see pipe(7)) the pages are hardly more than half full, which is 32 KiB. A terminal buffers about as much.
     */
    default int freeBytes() {
        return 32 * 1024;
    }

    /**
     * Write all bytes.
     *
     * @param bytes the bytes
     * @throws IOException if nobody can read them any more
     */
    void write(byte[] bytes) throws IOException;

    /**
     * Let the process see the end of its input.
     *
     * @throws IOException if that fails
     */
    void end() throws IOException;

    /** What was written until now was for somebody else: here the first line of the command begins. */
    default void beginLine() {}
}
