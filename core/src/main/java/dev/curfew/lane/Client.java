package dev.curfew.lane;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.SandboxUnavailableException;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.output.OutputSink;
import dev.curfew.process.Command;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.Secrets;
import dev.curfew.process.Stdio;
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
 * A program of this machine that leads into a sandbox, such as {@code docker exec} or {@code ssh}. It is guarded and
 * marked as every command is: it ends with its scope, and with this JVM.
 *
 * @param command what was started
 * @param mark what it carries
 * @param spawned the process
 * @param killer kills it with all that it has started
 */
record Client(Command command, Mark mark, SpawnedProcess spawned, Consumer<ProcessTree> killer) {

    private static final byte[] NO_ORDER = {'0', '\n'};

    /** Start one, which may be missing here: then there is no sandbox. */
    static Client start(
            String place, Command command, OutputSink output, OutputSink errors, Consumer<Termination> onExit) {
        Mark mark = Session.current().nextMark();
        // It is who enters that needs the credentials of this user, not what runs inside.
        Launch launch = new Launch(command.hiding(Secrets.NONE), mark, null, false, output, errors, onExit);
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

    ProcessTree tree() {
        return ThisMachine.tree(command, mark, null, spawned.root());
    }

    /** Have one end that waits inside for an order. The input of a terminal has no end; there an empty order is refused. */
    void dismiss() {
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

    void kill() {
        killer.accept(tree());
    }

    private static void kill(ProcessTree tree) {
        TreeKiller.end(List.of(tree), KillPolicy.AT_ONCE);
    }
}
