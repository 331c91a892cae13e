package dev.curfew.benchmarks.crowd;

import java.util.List;

/** Many processes of one peer; those that talk are {@code cat}. */
public interface Crowd {

    /**
     * Start a command that is spoken to.
     *
     * @param command the command
     * @throws Exception if it cannot be started
     */
    void addTalker(List<String> command) throws Exception;

    /**
     * Start a command that is left alone.
     *
     * @param command the command
     * @throws Exception if it cannot be started
     */
    void addSleeper(List<String> command) throws Exception;

    /**
     * Send a line to every talker.
     *
     * @param line the line
     * @throws Exception if it cannot be sent
     */
    void sayToAll(String line) throws Exception;

    /** {@return the number of talkers that have answered with a line} */
    int answers();

    /**
     * Kill them all, and wait for them if the peer can; what they started is up to the peer.
     *
     * @throws Exception if that fails
     */
    void end() throws Exception;

    /** Opens a crowd without processes. */
    @FunctionalInterface
    interface Opener {

        /**
         * {@return a crowd without processes}
         *
         * @throws Exception if that fails
         */
        Crowd open() throws Exception;
    }
}
