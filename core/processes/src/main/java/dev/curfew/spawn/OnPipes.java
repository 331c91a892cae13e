package dev.curfew.spawn;

import java.time.Duration;

/**
 * A process that runs on pipes.
 *
 * @param root its first process
 * @param process what the JVM started: the command, or its guard
 * @param gate announces its end
 * @param end tells how it ended
 */
record OnPipes(Root root, Process process, ExitGate gate, EndSource end) implements SpawnedProcess {

    @Override
    public InputSink input() {
        return new PipeInput(process, root.guard() == null ? InputSink.PORTABLE_BYTES : InputSink.LINUX_BYTES);
    }

    @Override
    public void checkExit() {
        gate.look(end);
    }

    @Override
    public void announceExit() {
        gate.announceUnasked(end, process);
    }

    @Override
    public void awaitExit(Duration limit) throws InterruptedException {
        gate.await(end, limit.toNanos());
    }
}
