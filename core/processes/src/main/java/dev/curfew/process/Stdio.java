package dev.curfew.process;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * The connection of a command's standard streams.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public sealed interface Stdio {

    /** One pipe for input, and one for both standard output and standard error; the default. */
    Stdio MERGED_PIPES = new Pipes(true);

    /** Separate pipes for input, standard output and standard error. */
    Stdio SEPARATE_PIPES = new Pipes(false);

    /**
     * Pipes.
     *
     * @param mergesErrors whether standard error is merged into standard output
     */
    record Pipes(boolean mergesErrors) implements Stdio {
        @Override
        public String toString() {
            return mergesErrors ? "pipes" : "pipes, errors apart";
        }
    }

    /**
     * A terminal, with a single stream for standard output and standard error.
     *
     * @param size the size of the terminal when the command starts
     * @param answersQueries whether the terminal answers queries of programs; false by default
     * @see Command#answerQueries()
     */
    record Terminal(TerminalSize size, boolean answersQueries) implements Stdio {

        /**
         * Check that the size is not null.
         *
         * @param size the size of the terminal when the command starts
         * @param answersQueries whether the terminal answers queries of programs
         */
        public Terminal {
            Objects.requireNonNull(size, "size");
        }

        /**
         * Create a terminal that does not answer queries.
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
