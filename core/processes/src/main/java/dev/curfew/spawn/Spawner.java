package dev.curfew.spawn;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.process.Command;
import dev.curfew.process.Stdio;
import dev.curfew.process.TerminalSize;
import dev.curfew.session.Guarded;
import dev.curfew.session.Session;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Starts commands. The only entry point to the different ways of starting them on this operating system. Thread-safe.
 */
public final class Spawner {

    private Spawner() {}

    /**
     * Start a command.
     *
     * @param launch what to start, and the receivers of its output and its end
     * @return the running process
     * @throws SpawnException if it cannot be started; nothing is left running
     */
    public static SpawnedProcess spawn(Launch launch) {
        try {
            return start(Invocation.of(launch));
        } catch (SpawnException e) {
            if (launch.cgroup() != null) {
                launch.cgroup().remove();
            }
            throw e;
        }
    }

    private static SpawnedProcess start(Invocation invocation) {
        Launch launch = invocation.launch();
        try {
            return launch.command().stdio() instanceof Stdio.Terminal terminal
                    ? onTerminal(invocation, terminal.size())
                    : onPipes(invocation);
        } catch (IOException e) {
            throw e.getCause() instanceof Guarded.Refusal refusal
                    ? refused(invocation, refusal, e)
                    : refused(launch, e.getMessage(), e);
        }
    }

    private static SpawnException refused(Invocation invocation, Guarded.Refusal refusal, IOException cause) {
        Launch launch = invocation.launch();
        return switch (refusal.what()) {
            case "program" -> ProgramLookup.explain(launch.command(), invocation.directory(), refusal.error());
            case "directory" -> WorkingDirectory.refused(launch.command(), invocation.directory(), refusal.error());
            case "fork" -> refused(launch, "fork failed: " + Errno.name(refusal.error()), cause);
            default -> refused(launch, refusal.what() + " refused: " + Errno.name(refusal.error()), cause);
        };
    }

    /** {@return why no command can have a terminal here, or empty if all can; determined once} */
    public static Optional<String> problemOfTerminals() {
        return PtyLibrary.problem();
    }

    private static SpawnedProcess onPipes(Invocation invocation) throws IOException {
        return isGuarded() ? GuardedPipes.start(invocation) : PortablePipes.start(invocation);
    }

    private static SpawnedProcess onTerminal(Invocation invocation, TerminalSize size) throws IOException {
        problemOfTerminals().ifPresent(problem -> {
            throw withoutTerminal(invocation.launch().command(), problem);
        });
        return isGuarded() ? GuardedTerminal.start(invocation, size) : PortableTerminal.start(invocation, size);
    }

    private static boolean isGuarded() {
        return Session.current().guard().isPresent();
    }

    private static SpawnException withoutTerminal(Command command, String problem) {
        return new SpawnException(
                Diagnosis.of("Failed to start [" + command.name() + "]: no terminal can be made here: " + problem)
                        .with("command", command.toString())
                        .with("next", "name a temp folder in which programs may run: -Djava.io.tmpdir=FOLDER"),
                null);
    }

    private static SpawnException refused(Launch launch, @Nullable String why, IOException cause) {
        String reason = String.valueOf(why).replaceFirst("^Cannot run program .*?error=", "error=");
        Diagnosis diagnosis = Diagnosis.of(
                        "Failed to start [" + launch.command().name() + "]: " + reason)
                .with("command", launch.command().toString());
        String next = "the system refused to start it; check limits on processes, memory and open files, and whether"
                + " something ends the processes of Curfew, as the kernel does without memory";
        if (launch.cgroup() != null) {
            diagnosis = diagnosis.with("cgroup", launch.cgroup().folder().toString());
            next += ", and whether a process can be started in that cgroup, which needs clone3(2); or require less than"
                    + " CGROUP";
        }
        if (launch.isolated()) {
            next += ", and whether a process can still have namespaces of its own; or require less than NAMESPACE";
        }
        return new SpawnException(diagnosis.with("next", next), cause);
    }
}
