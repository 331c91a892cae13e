package dev.curfew.spawn;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.process.Stdio;
import dev.curfew.process.TerminalSize;
import java.io.IOException;

/** Starts commands: the only door to the operating system's ways of doing so. Thread-safe. */
public final class Spawner {

    private Spawner() {}

    /**
     * Start a command.
     *
     * @param launch what to start and whom to tell
     * @return the process, which runs
     * @throws SpawnException if it cannot be started; nothing is left running
     */
    public static SpawnedProcess spawn(Launch launch) {
        Invocation invocation = Invocation.of(launch);
        try {
            return launch.command().stdio() instanceof Stdio.Terminal terminal
                    ? onTerminal(invocation, terminal.size())
                    : onPipes(invocation);
        } catch (IOException e) {
            throw refused(launch, e);
        }
    }

    private static SpawnedProcess onPipes(Invocation invocation) throws IOException {
        return Launcher.current().guards() ? GuardedPipes.start(invocation) : PipeProcess.start(invocation);
    }

    private static SpawnedProcess onTerminal(Invocation invocation, TerminalSize size) throws IOException {
        return Launcher.current().opensTerminals()
                ? TerminalProcess.start(invocation, size)
                : PtyForkProcess.start(invocation, size);
    }

    private static SpawnException refused(Launch launch, IOException cause) {
        String reason = String.valueOf(cause.getMessage()).replaceFirst("^Cannot run program .*?error=", "error=");
        return new SpawnException(
                Diagnosis.of("Failed to start [" + launch.command().name() + "]: " + reason)
                        .with("command", launch.command().toString())
                        .with(
                                "next",
                                "the system refused to start it; check limits on processes, memory and open files"),
                cause);
    }
}
