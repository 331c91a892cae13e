package dev.curfew.command;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.SandboxUnavailableException;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.process.Command;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.Secrets;
import dev.curfew.process.Stdio;
import dev.curfew.recording.OutputSink;
import dev.curfew.session.Mark;
import dev.curfew.session.Session;
import dev.curfew.session.Termination;
import dev.curfew.spawn.Launch;
import dev.curfew.spawn.SpawnedProcess;
import dev.curfew.spawn.Spawner;
import dev.curfew.warden.ProcessTree;
import dev.curfew.warden.TreeKiller;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * A program on this machine that enters a sandbox, such as {@code docker exec} or {@code ssh}. Like every command it is
 * guarded and marked, so it ends with its scope, and with this JVM.
 *
 * @param command what was started
 * @param mark the mark that it carries
 * @param spawned the process
 * @param killer kills it with all its descendants
 */
public record Client(Command command, Mark mark, SpawnedProcess spawned, Consumer<ProcessTree> killer) {

    private static final byte[] NO_ORDER = {'0', '\n'};

    /** Start a client. If its program is missing here, the sandbox is unavailable. */
    public static Client start(
            String place, Command command, OutputSink output, OutputSink errors, Consumer<Termination> onExit) {
        Mark mark = Session.current().nextMark();
        // The client needs the credentials of this user; what runs inside does not.
        Launch launch = new Launch(command.withSecrets(Secrets.NONE), mark, null, false, output, errors, onExit);
        try {
            return new Client(command, mark, Spawner.spawn(launch), Client::kill);
        } catch (SpawnException e) {
            throw new SandboxUnavailableException(
                    Diagnosis.of("Failed to enter " + place + ": "
                                    + e.diagnosis().headline())
                            .with("tried", command.toString())
                            .with("next", "install [" + command.name() + "], or use another sandbox"),
                    e);
        }
    }

    /** {@return the client with all its descendants} */
    public ProcessTree tree() {
        return LocalStarter.tree(command, mark, null, spawned.root());
    }

    /**
     * End a client whose guard waits inside for an order. The input of a terminal has no end, so it gets an empty
     * order, which is refused.
     */
    public void dismiss() {
        try {
            if (command.stdio() instanceof Stdio.Terminal) {
                spawned.input().write(NO_ORDER);
            } else {
                spawned.input().end();
            }
        } catch (IOException e) {
            // Then it has ended already.
        }
    }

    /** Kill it with all its descendants. */
    public void kill() {
        killer.accept(tree());
    }

    private static void kill(ProcessTree tree) {
        TreeKiller.end(List.of(tree), KillPolicy.AT_ONCE);
    }
}
