package dev.curfew.benchmarks.harness;

import com.pty4j.PtyProcessBuilder;
import java.io.IOException;
import java.util.List;

/**
 * Starts a command as a {@link Process}: what the peers without an abstraction of their own build upon. No lambdas,
 * because the first one in a JVM would be part of its first start.
 */
public enum Launcher {

    /** Pipes, by the JDK alone. */
    PIPES {
        @Override
        public Process start(List<String> command) throws IOException {
            return new ProcessBuilder(command).start();
        }
    },

    /** A terminal, by pty4j alone. */
    TERMINAL {
        @Override
        public Process start(List<String> command) throws IOException {
            return new PtyProcessBuilder(command.toArray(new String[0]))
                    .setEnvironment(System.getenv())
                    .setInitialColumns(120)
                    .setInitialRows(30)
                    .start();
        }
    };

    /**
     * Start the command.
     *
     * @param command the program and its arguments
     * @return the running process
     * @throws IOException if it cannot be started
     */
    public abstract Process start(List<String> command) throws IOException;
}
