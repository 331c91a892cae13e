package dev.curfew.cli;

import java.io.IOException;
import java.util.List;

/**
 * A part of the program that can be asked for by its name.
 *
 * @param name its name
 * @param usage its arguments, for the usage
 * @param summary what it does, in a line
 * @param action does it
 */
record Subcommand(String name, String usage, String summary, Action action) {

    /** Carries out a subcommand. */
    @FunctionalInterface
    interface Action {

        /**
         * Carry it out.
         *
         * @param arguments its arguments
         * @param streams what it talks through
         * @return the exit code of the program
         * @throws UsageException if the arguments are wrong
         * @throws IOException if a stream breaks
         */
        int run(List<String> arguments, Streams streams) throws UsageException, IOException;
    }
}
