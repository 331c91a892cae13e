package dev.curfew.process;

import java.util.Objects;

/**
 * What a command's standard streams are connected to.
 *
 * @since 0.1
 */
public sealed interface Stdio {

    /** One pipe for input, one for output and errors together; the default. */
    Stdio MERGED_PIPES = new Pipes(true);

    /** A pipe each for input, output and errors. */
    Stdio SEPARATE_PIPES = new Pipes(false);

    /**
     * Pipes.
     *
     * @param mergesErrors whether standard error goes where standard output goes
     */
    record Pipes(boolean mergesErrors) implements Stdio {
        @Override
        public String toString() {
            return mergesErrors ? "pipes" : "pipes, errors apart";
        }
    }

    /**
     * A terminal, which has one stream for output and errors.
     *
     * @param size the size of the terminal when the command starts
     * @param answersQueries whether it answers what programs ask a terminal; not by default
     * @see Command#answeringQueries()
     */
    record Terminal(TerminalSize size, boolean answersQueries) implements Stdio {

        /**
         * Check that there is a size.
         *
         * @param size the size of the terminal when the command starts
         * @param answersQueries whether it answers what programs ask a terminal
         */
        public Terminal {
            Objects.requireNonNull(size, "size");
        }

        /**
         * Create a terminal that answers nothing.
         *
         * @param size the size of the terminal when the command starts
         */
        public Terminal(TerminalSize size) {
            this(size, false);
        }

        @Override
        public String toString() {
            return "terminal " + size + (answersQueries ? ", answering queries" : "");
        }
    }
}
