package dev.curfew.spawn;

import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A process that runs on pipes.
 *
 * @param root its first process
 * @param stream its input
 * @param exit completes when what the JVM started has ended: the command, or its guard
 * @param gate announces its end
 * @param end tells how it ended
 */
record OnPipes(Root root, OutputStream stream, Supplier<CompletableFuture<?>> exit, ExitGate gate, EndSource end)
        implements SpawnedProcess {

    @Override
    public InputSink input() {
        return new PipeInput(stream, root.guard() == null ? InputSink.PORTABLE_BYTES : InputSink.LINUX_BYTES);
    }

    @Override
    public void checkExit() {
        gate.look(end);
    }

    @Override
    public void announceExit() {
        gate.announceUnasked(end, exit.get());
    }

    @Override
    public void awaitExit(Duration limit) throws InterruptedException {
        gate.await(end, limit.toNanos());
    }
}
