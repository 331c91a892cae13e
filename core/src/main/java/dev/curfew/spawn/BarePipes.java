package dev.curfew.spawn;

import dev.curfew.process.Stdio;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Starts processes on pipes without guards, as children of the JVM.
 *
 * <p>When one ends, the JDK takes the monitor of each stream, copies what the pipe holds and closes it: what a grandchild
 * prints later would be lost, and the grandchild killed by SIGPIPE. Whoever holds the monitor keeps the pipe open until
 * its last writer is gone. So the thread that reads takes it, and is also the one that starts the process, so that a
 * process which ends at once leaves the JDK no time to be first.
 */
final class BarePipes {

    private BarePipes() {}

    static SpawnedProcess start(Invocation invocation) throws IOException {
        Launch launch = invocation.launch();
        boolean merges = launch.command().stdio().equals(Stdio.MERGED_PIPES);
        ProcessBuilder builder = invocation.onStreams().redirectErrorStream(merges);
        StreamReader output = StreamReader.ofPipe(launch.output());
        StreamReader errors = StreamReader.ofPipe(launch.errors());
        ExitGate gate = new ExitGate(launch, merges ? List.of(output) : List.of(output, errors));
        CompletableFuture<Process> started = new CompletableFuture<>();
        StreamReader.start("curfew output of " + launch.command().name(), () -> {
            try {
                Process process = builder.start();
                read(output, process, process.getInputStream(), gate, () -> started.complete(process));
            } catch (IOException | RuntimeException | Error e) {
                started.completeExceptionally(e); // Whatever it is, the caller waits for this thread alone.
            }
        });
        Process process = Starts.await(started);
        if (!merges) {
            readErrors(
                    errors,
                    process,
                    gate,
                    "curfew errors of " + launch.command().name());
        }
        return new OnPipes(Root.unguarded(process.pid()), process, gate, new EndSource.OfJvm(process));
    }

    private static void read(StreamReader reader, Process process, InputStream stream, ExitGate gate, Runnable begun) {
        boolean last = gate.read(reader, () -> {
            synchronized (stream) {
                begun.run();
                reader.drain(stream);
            }
        });
        if (last) {
            gate.exited(EndSource.OfJvm.termination(waitUninterruptibly(process)));
        }
    }

    private static void readErrors(StreamReader reader, Process process, ExitGate gate, String threadName)
            throws IOException {
        try {
            StreamReader.start(threadName, () -> read(reader, process, process.getErrorStream(), gate, () -> {}));
        } catch (IOException e) {
            process.destroyForcibly(); // A process that nobody reads is no use.
            throw e;
        }
    }

    private static int waitUninterruptibly(Process process) {
        while (true) {
            try {
                return process.waitFor();
            } catch (InterruptedException e) {
                // Nobody but a stranger interrupts a reader, and its work is not done.
            }
        }
    }
}
