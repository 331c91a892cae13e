package dev.curfew.benchmarks.exit;

import java.util.List;

/** A running process of one peer that ends on its first byte of input or on the end of input. */
interface Mortal {

    /** Sends a newline or ends the input. */
    void release() throws Exception;

    /** Returns once the peer knows that the process has ended. */
    void awaitExit() throws Exception;

    /** Releases what is left. */
    void end() throws Exception;

    /** Starts a mortal. */
    @FunctionalInterface
    interface Opener {

        /** Starts the command. */
        Mortal open(List<String> command) throws Exception;
    }
}
