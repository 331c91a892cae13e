package dev.curfew.spawn;

import dev.curfew.internal.FakeTime;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A simulated process. */
final class FakeCommand extends Process {

    private final FakeTime time;
    private final CompletableFuture<Process> exit = new CompletableFuture<>();
    private volatile int code;

    FakeCommand(FakeTime time) {
        this.time = time;
    }

    void exits(int with) {
        code = with;
        exit.complete(this);
    }

    @Override
    public CompletableFuture<Process> onExit() {
        return exit;
    }

    @Override
    public boolean isAlive() {
        return !exit.isDone();
    }

    @Override
    public int exitValue() {
        return code;
    }

    @Override
    public int waitFor() {
        exit.join();
        return code;
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) {
        return time.await(exit, Duration.ofNanos(unit.toNanos(timeout)));
    }

    @Override
    public OutputStream getOutputStream() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream getInputStream() {
        return InputStream.nullInputStream();
    }

    @Override
    public InputStream getErrorStream() {
        return InputStream.nullInputStream();
    }

    @Override
    public void destroy() {
        exits(143);
    }
}
