package dev.curfew.benchmarks.roundtrip;

import java.util.List;

/** A running {@code cat}, in the hands of one peer. */
interface Conversation {

    /** What runs where the line comes back by the program on a pipe, or by the echo of the terminal. */
    List<String> CAT = List.of("cat");

    /** What runs where the terminal does not echo; says {@code ready}. */
    List<String> QUIET_CAT = List.of("sh", "-c", "stty -echo; echo ready; exec cat");

    /** Returns once the text has been seen; nothing has been sent for it. */
    void await(String token) throws Exception;

    /** Sends the token as a line and returns once it has been seen. */
    void exchange(String token) throws Exception;

    /** Kills the command and returns once it has ended. */
    void end() throws Exception;

    /** Starts a conversation. */
    @FunctionalInterface
    interface Opener {

        /** Starts the command. */
        Conversation open(List<String> command) throws Exception;
    }
}
