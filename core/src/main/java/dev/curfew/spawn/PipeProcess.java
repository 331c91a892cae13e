package dev.curfew.spawn;

import dev.curfew.process.Stdio;
import dev.curfew.process.TerminalSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process on pipes, started by {@link ProcessBuilder}; one thread reads each of its streams.
 *
 * <p>When a process ends, the JDK takes the monitor of each stream, copies what the pipe holds and closes it: what a
 * grandchild prints later would be lost, and the grandchild killed by SIGPIPE. Whoever holds the monitor keeps the pipe
 * open until its last writer is gone. So the thread that reads takes it, and is also the one that starts the process, so
 * that a process which ends at once leaves the JDK no time to be first.
 */
final class PipeProcess implements SpawnedProcess, InputSink {

    private final Process process;
    private final ExitGate gate;

    private PipeProcess(Process process, ExitGate gate) {
        this.process = process;
        this.gate = gate;
    }

    static PipeProcess start(Launch launch, Invocation invocation) throws IOException {
        boolean merges = launch.command().stdio().equals(Stdio.MERGED_PIPES);
        ProcessBuilder builder = new ProcessBuilder(invocation.argv())
                .directory(invocation.directory())
                .redirectErrorStream(merges);
        Invocation.environment(launch, builder.environment());
        StreamReader output = new StreamReader(launch.output());
        StreamReader errors = new StreamReader(launch.errors());
        ExitGate gate = new ExitGate(launch, merges ? List.of(output) : List.of(output, errors));
        CompletableFuture<PipeProcess> started = new CompletableFuture<>();
        StreamReader.start("curfew output of " + launch.command().name(), () -> {
            try {
                Process process = builder.start();
                new PipeProcess(process, gate).read(output, process.getInputStream(), started);
            } catch (IOException | RuntimeException e) {
                started.completeExceptionally(e);
            }
        });
        PipeProcess process = Starts.await(started);
        if (!merges) {
            process.readErrors(errors, "curfew errors of " + launch.command().name());
        }
        return process;
    }

    private void read(StreamReader reader, InputStream stream, CompletableFuture<PipeProcess> started) {
        synchronized (stream) {
            started.complete(this);
            reader.drain(stream);
        }
        end(reader);
    }

    private void readErrors(StreamReader reader, String threadName) throws IOException {
        InputStream stream = process.getErrorStream();
        try {
            StreamReader.start(threadName, () -> {
                synchronized (stream) {
                    reader.drain(stream);
                }
                end(reader);
            });
        } catch (IOException e) {
            process.destroyForcibly(); // A process that nobody reads is no use.
            throw e;
        }
    }

    private void end(StreamReader reader) {
        if (gate.streamEnded(reader.recorder())) {
            gate.exited(waitUninterruptibly());
        }
    }

    private int waitUninterruptibly() {
        while (true) {
            try {
                return process.waitFor();
            } catch (InterruptedException e) {
                // Nobody but a stranger interrupts a reader, and its work is not done.
            }
        }
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public InputSink input() {
        return this;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        OutputStream stream = process.getOutputStream();
        stream.write(bytes);
        stream.flush();
    }

    @Override
    public void end() throws IOException {
        process.getOutputStream().close();
    }

    @Override
    public void checkExit() {
        if (!process.isAlive()) {
            gate.exited(process.exitValue());
        }
    }

    @Override
    public void awaitExit(Duration limit) throws InterruptedException {
        long begin = System.nanoTime();
        if (process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            gate.exited(process.exitValue(), limit.toNanos() - (System.nanoTime() - begin));
        }
    }

    @Override
    public boolean readsLines() {
        return false;
    }

    @Override
    public void resize(TerminalSize size) {
        throw new UnsupportedOperationException("A process on pipes has no terminal to resize");
    }
}
