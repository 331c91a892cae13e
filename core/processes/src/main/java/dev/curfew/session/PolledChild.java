package dev.curfew.session;

import dev.curfew.internal.Durations;
import dev.curfew.internal.Time;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A child of this JVM whose output is polled by the thread that waits for its end. A read that blocks would last as
 * long as any process holds the pipe open, such as one that was left behind, and no other thread could end that read.
 */
final class PolledChild extends OneShotProcess {

    /** Waiting ends at once when the process ends, so the pauses only limit the throughput of more than a pipe holds. */
    private static final long PAUSE_MICROS = 5000;

    private static final long PAUSE_WHILE_READING_MICROS = 100;

    private final Process process;
    private final InputStream stream;
    private final InputStream errorFile;
    private final Time time;

    PolledChild(Process process, InputStream errorFile, int mostOutput, Time time) {
        super(mostOutput);
        this.process = process;
        this.stream = process.getInputStream();
        this.errorFile = errorFile;
        this.time = time;
    }

    /**
     * Holds the monitor of the stream until it is closed: otherwise the JDK takes it when the process ends, and copies
     * what the pipe holds, without end if a process that was left behind prints without end.
     */
    @Override
    protected Optional<Termination> awaitEnd(Duration limit) throws InterruptedException {
        long begin = time.nanos();
        synchronized (stream) {
            boolean ended;
            long pause = PAUSE_MICROS;
            do {
                ended = process.waitFor(pause, TimeUnit.MICROSECONDS);
                pause = read() ? PAUSE_WHILE_READING_MICROS : PAUSE_MICROS;
            } while (!ended && time.nanos() - begin < Durations.nanos(limit));
            if (!ended) {
                return Optional.empty();
            }
            closeStream();
            return Optional.of(new Termination.Exited(process.exitValue()));
        }
    }

    /** {@return whether the pipe held anything; reads no more than it held, and so never blocks} */
    private boolean read() {
        try {
            byte[] bytes = stream.readNBytes(stream.available());
            output.append(bytes, 0, bytes.length);
            return bytes.length > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void closeStream() {
        try {
            stream.close();
        } catch (IOException e) {
            // Nothing more is read from it.
        }
    }

    @Override
    protected void close() {
        closeStream();
        if (process.isAlive()) {
            kill(process.toHandle());
        }
        try (errorFile) {
            errorFile.skipNBytes(Math.max(0, errorFile.available() - MOST_ERROR_BYTES));
            byte[] bytes = errorFile.readNBytes(MOST_ERROR_BYTES);
            errors.append(bytes, 0, bytes.length);
        } catch (IOException e) {
            // There is no more to know.
        }
    }

    /**
     * From the root down: a parent that is killed forks no more. Its children are looked up before, because orphans have
     * another parent. Not {@link Process#destroyForcibly()}, which waits for a blocked write to its input.
     */
    private static void kill(ProcessHandle process) {
        List<ProcessHandle> children = process.children().toList();
        process.destroyForcibly();
        children.forEach(PolledChild::kill);
    }
}
