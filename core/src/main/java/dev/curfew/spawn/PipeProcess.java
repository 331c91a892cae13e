package dev.curfew.spawn;

import dev.curfew.output.OutputRecorder;
import dev.curfew.process.Stdio;
import dev.curfew.process.TerminalSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
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
        Process process = builder.start();
        PipeProcess started = new PipeProcess(process, new ExitGate(launch, merges ? 1 : 2));
        try {
            started.read("output", launch, process.getInputStream(), launch.output());
            if (!merges) {
                started.read("errors", launch, process.getErrorStream(), launch.errors());
            }
            return started;
        } catch (OutOfMemoryError e) { // The limit of threads is reached; a process that nobody reads is no use.
            process.destroyForcibly();
            throw new IOException("no thread to read its output: " + e.getMessage(), e);
        }
    }

    private void read(String what, Launch launch, InputStream stream, OutputRecorder recorder) {
        StreamReader.start("curfew " + what + " of " + launch.command().name(), () -> {
            if (recorder == launch.output()) {
                var unused = process.onExit().thenAccept(ended -> gate.exitedLater(ended.exitValue()));
            }
            drain(stream, recorder);
            gate.streamEnded(recorder);
            if (gate.allStreamsEnded()) {
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
    private static void drain(InputStream stream, OutputRecorder recorder) {
        synchronized (stream) {
            StreamReader.drain(stream, recorder);
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
