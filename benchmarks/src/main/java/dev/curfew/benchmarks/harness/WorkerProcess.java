package dev.curfew.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The process in which a peer is measured; not for use by several threads. */
final class WorkerProcess {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Process process;
    private final BufferedReader in;
    private final Writer out;

    WorkerProcess(WorkerCommand command) throws IOException {
        process = command.start();
        in = process.inputReader();
        out = process.outputWriter();
    }

    /** Takes samples; a worker that does not answer within a minute is killed, which ends the wait. */
    Samples take(int count) throws IOException {
        CompletableFuture<Void> watchdog = CompletableFuture.runAsync(
                this::kill, CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        try {
            out.write(count + "\n");
            out.flush();
            return Samples.read(in);
        } finally {
            watchdog.cancel(false);
        }
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    void end() throws InterruptedException {
        try {
            out.close();
        } catch (IOException e) {
            kill();
        }
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
