package dev.curfew.channel;

import dev.curfew.process.ProcessIdentity;
import dev.curfew.process.TerminalSize;
import dev.curfew.session.Guarded;
import dev.curfew.spawn.InputSink;
import dev.curfew.spawn.Root;
import dev.curfew.spawn.SpawnedProcess;
import java.io.IOException;
import java.time.Duration;

/**
 * A command in a sandbox.
 *
 * @param channel the exec channel through which it runs
 * @param process its first process, in the sandbox
 * @param guard its guard, in the sandbox
 * @param end announces its end
 * @param input its input
 */
public record ExecChannelProcess(
        ExecChannel channel, ProcessIdentity process, Guarded guard, ExecChannelEnd end, InputSink input)
        implements SpawnedProcess {

    private static final Duration ANSWER = Duration.ofSeconds(2);

    @Override
    public Root root() {
        return new Root(process.pid(), process.start(), guard);
    }

    /** The terminal of the command is in the sandbox; that of the client always is in raw mode. */
    @Override
    public boolean echoes() throws InterruptedException {
        return channel.hasTerminal() && guard.echoes(ANSWER);
    }

    @Override
    public void resize(TerminalSize size) throws IOException {
        channel.resize(size);
    }

    /** Polls the guard: one that can no longer be reached and has not reported the end never will. */
    @Override
    public void checkExit() {
        guard.poll();
        end.look();
    }

    @Override
    public void announceExit() {
        end.announceUnasked(guard::poll);
    }

    @Override
    public void awaitExit(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        long left = limit.toNanos();
        while (left > 0 && !end.await(left)) {
            guard.poll();
            left = deadline - System.nanoTime();
        }
    }
}
