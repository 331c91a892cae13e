package dev.curfew.spawn;

import dev.curfew.process.Stdio;
import dev.curfew.process.TerminalSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process on pipes, started by {@link ProcessBuilder}; one thread reads each of its streams. */
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
        Process process = builder.start();
        ExitGate gate = new ExitGate(launch, merges ? List.of(output) : List.of(output, errors));
        PipeProcess started = new PipeProcess(process, gate);
        try {
            started.read(
                    output,
                    process.getInputStream(),
                    "curfew output of " + launch.command().name());
            if (!merges) {
                started.read(
                        errors,
                        process.getErrorStream(),
                        "curfew errors of " + launch.command().name());
            }
            return started;
        } catch (OutOfMemoryError e) { // The limit of threads is reached; a process that nobody reads is no use.
            process.destroyForcibly();
            throw new IOException("no thread to read its output: " + e.getMessage(), e);
        }
    }

    private void read(StreamReader reader, InputStream stream, String threadName) {
        StreamReader.start(threadName, () -> {
            var unused = process.onExit().thenAccept(ended -> gate.exitedLater(ended.exitValue()));
            drain(reader, stream);
            if (gate.streamEnded(reader.recorder())) {
                gate.exitedLater(waitUninterruptibly());
            }
        });
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

    /**
     * When the process ends, the JDK takes the monitor of each stream, copies what the pipe holds and closes it: what a
     * grandchild prints later would be lost, and the grandchild killed by SIGPIPE. Holding the monitor keeps the pipe
     * open until its last writer is gone.
     */
    private static void drain(StreamReader reader, InputStream stream) {
        synchronized (stream) {
            reader.drain(stream);
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
    public void awaitExit(Duration limit) throws InterruptedException {
        if (process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            gate.exited(process.exitValue());
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
