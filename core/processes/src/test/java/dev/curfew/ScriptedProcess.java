package dev.curfew;

import dev.curfew.command.Started;
import dev.curfew.internal.Time;
import dev.curfew.process.Command;
import dev.curfew.recording.OutputSink;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.session.Mark;
import dev.curfew.session.Termination;
import dev.curfew.spawn.InputSink;
import dev.curfew.spawn.Root;
import dev.curfew.spawn.SpawnedProcess;
import dev.curfew.warden.ProcessTree;
import dev.curfew.warden.StopRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A simulated process of a registry: it ends when a test says so. */
final class ScriptedProcess implements SpawnedProcess, InputSink {

    /** Greater than any pid of a system. */
    private static final AtomicLong PIDS = new AtomicLong(30_000_000);

    private final ProcessState state;
    private final Root root = new Root(PIDS.incrementAndGet(), 1L, null);
    private final BackgroundProcess process;

    ScriptedProcess(ProcessRegistry registry, Time time) {
        Command command = Command.of("scripted");
        state = new ProcessState(command, time);
        Ownership ownership = new Ownership(
                registry.ownedBy(registry.name()), registry.permits().take("start"));
        state.atEnd(ownership::ended);
        Mark mark = new Mark("scripted-" + root.pid(), 0);
        ProcessTree tree = new ProcessTree(
                "scripted", root.pid(), root.start(), null, null, mark, true, false, null, StopRequest.DEFAULT);
        EnteredSandbox here = new EnteredSandbox(Sandbox.local(), registry, ScriptedProcess::startsNothing);
        process = new BackgroundProcess(ProcessIds.next(), command, here, ownership, state, this, tree);
    }

    private static Started startsNothing(
            Command command, OutputSink output, OutputSink errors, Consumer<Termination> onExit) {
        throw new IllegalStateException("A scripted process starts no other one");
    }

    BackgroundProcess process() {
        return process;
    }

    void exits() {
        state.exited(new Termination.Exited(0));
    }

    @Override
    public Root root() {
        return root;
    }

    @Override
    public InputSink input() {
        return this;
    }

    @Override
    public void checkExit() {}

    @Override
    public void awaitExit(Duration limit) {}

    @Override
    public void write(byte[] bytes) {}

    @Override
    public void end() {}
}
