package dev.curfew.benchmarks.crowd;

import java.util.List;

/** Many processes, in the hands of one peer; those that talk are {@code cat}. */
interface Crowd {

    /** Starts a command that is spoken to. */
    void addTalker(List<String> command) throws Exception;

    /** Starts a command that is left alone. */
    void addSleeper(List<String> command) throws Exception;

    /** Sends the line to every talker. */
    void sayToAll(String line) throws Exception;

    /** Returns the number of talkers that have answered with a line. */
    int answers();

    /** Kills them all and returns once they have ended. */
    void end() throws Exception;

    /** Opens a crowd without processes. */
    @FunctionalInterface
    interface Opener {

        /** Opens the crowd. */
        Crowd open() throws Exception;
    }
}
