package dev.curfew.cli;

import java.io.IOException;
import java.util.List;

/**
 * A subcommand of the program.
 *
 * @param name the name
 * @param usage the arguments, for the usage text
 * @param summary a one-line description
 * @param action carries it out
 */
record Subcommand(String name, String usage, String summary, Action action) {

    /** Carries out a subcommand. */
    @FunctionalInterface
    interface Action {

        /**
         * Carry out the subcommand.
         *
         * @param arguments the arguments
         * @param streams the standard streams
         * @return the exit code of the program
         * @throws UsageException if the arguments are invalid
         * @throws IOException if reading or writing fails
         */
        int run(List<String> arguments, Streams streams) throws UsageException, IOException;
    }
}
