package dev.curfew.command;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.process.Command;
import dev.curfew.process.Containment;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.Stdio;
import dev.curfew.recording.OutputSink;
import dev.curfew.session.Cgroup;
import dev.curfew.session.Mark;
import dev.curfew.session.Session;
import dev.curfew.session.Termination;
import dev.curfew.spawn.Launch;
import dev.curfew.spawn.Root;
import dev.curfew.spawn.SpawnedProcess;
import dev.curfew.spawn.Spawner;
import dev.curfew.warden.ProcessTree;
import dev.curfew.warden.StopRequest;
import dev.curfew.warden.TreeKiller;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * This machine as a place for commands, which need not enter it.
 *
 * @param session the session, which has what a start needs
 * @param containment how the processes must be held together
 */
public record LocalStarter(Session session, Containment containment) implements Starter {

    /** Greater than the pid of any process, so that no signal reaches a process by mistake. */
    private static final int NOBODY = Integer.MAX_VALUE;

    @Override
    public Started start(Command command, OutputSink output, OutputSink errors, Consumer<Termination> onExit) {
        Mark mark = session.nextMark();
        Cgroup cgroup = containment == Containment.CGROUP ? cgroup(command, mark) : null;
        boolean isolated = containment == Containment.NAMESPACE;
        SpawnedProcess spawned = spawn(new Launch(command, mark, cgroup, isolated, output, errors, onExit));
        return new Started(spawned, tree(command, mark, cgroup, spawned.root()));
    }

    private static SpawnedProcess spawn(Launch launch) {
        try {
            return Spawner.spawn(launch);
        } catch (SpawnException e) {
            // A command that kills its guard at once is running although its start was not reported; its marks find it.
            TreeKiller.end(List.of(unheardOf(launch)), KillPolicy.AT_ONCE);
            throw e;
        }
    }

    private static ProcessTree unheardOf(Launch launch) {
        return new ProcessTree(
                launch.command().name(),
                NOBODY,
                null,
                null,
                null,
                launch.mark(),
                false,
                false,
                null,
                StopRequest.DEFAULT);
    }

    static ProcessTree tree(Command command, Mark mark, @Nullable Cgroup cgroup, Root root) {
        boolean terminal = command.stdio() instanceof Stdio.Terminal;
        boolean ownSession = terminal || root.guard() != null;
        return new ProcessTree(
                command.name(),
                root.pid(),
                root.start(),
                root.guard(),
                cgroup,
                mark,
                ownSession,
                terminal,
                null,
                StopRequest.of(command));
    }

    private static Map<String, Long> limits(Command command) {
        Map<String, Long> limits = new TreeMap<>();
        command.limits().resources().forEach((resource, value) -> {
            if (resource.number().isEmpty()) {
                limits.put(resource.cgroupFile(), value);
            }
        });
        return limits;
    }

    private Cgroup cgroup(Command command, Mark mark) {
        try {
            return session.cgroup().leaf(mark, limits(command));
        } catch (IOException e) {
            throw new SpawnException(
                    Diagnosis.of("Failed to start [" + command.name() + "]: no cgroup can be made for it: "
                                    + e.getMessage())
                            .with("command", command.toString())
                            .with(
                                    "next",
                                    "check the limits and controllers of the cgroup of this JVM, or require less than CGROUP"),
                    e);
        }
    }
}
