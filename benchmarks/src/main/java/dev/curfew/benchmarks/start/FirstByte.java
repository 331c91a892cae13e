package dev.curfew.benchmarks.start;

import java.util.List;

/** A command that one peer has started, and whose first byte the caller has. */
interface FirstByte {

    /** The command: a shell, since that is what people start. */
    List<String> COMMAND = List.of("sh", "-c", "echo hi");

    /** Waits for the end of the process and releases it. */
    void awaitEnd() throws Exception;

    /** Starts the command by the means of one peer. */
    @FunctionalInterface
    interface Opener {

        /** Returns once the {@code h} of {@code hi} is in the caller's hands. */
        FirstByte await() throws Exception;
    }
}
