package dev.curfew.benchmarks.harness;

import com.pty4j.PtyProcessBuilder;
import java.io.IOException;
import java.util.List;

/** Starts a command as a {@link Process}: what the peers without an abstraction of their own build upon. */
@FunctionalInterface
public interface Launcher {

    /** Pipes, by the JDK alone. */
    Launcher PIPES = command -> new ProcessBuilder(command).start();

    /** A terminal, by pty4j alone. */
    Launcher TERMINAL = command -> new PtyProcessBuilder(command.toArray(String[]::new))
            .setEnvironment(System.getenv())
            .setInitialColumns(120)
            .setInitialRows(30)
            .start();

    /**
     * Start the command.
     *
     * @param command the program and its arguments
     * @return the running process
     * @throws IOException if it cannot be started
     */
    Process start(List<String> command) throws IOException;
}
