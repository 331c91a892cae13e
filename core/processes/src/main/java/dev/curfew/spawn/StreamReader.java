package dev.curfew.spawn;

import dev.curfew.internal.Time;
import dev.curfew.recording.OutputSink;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Moves the bytes of a stream into a sink until the stream ends, on a thread of its own.
 *
 * <p>After the process has ended, the reader can tell whether everything that the process had printed before is in the
 * sink, even if the stream stays open because another process holds it.
 */
final class StreamReader implements OutputProgress {

    private static final int FIRST_BUFFER = 8 * 1024;

    /** The default capacity of a pipe. */
    private static final int FULL_BUFFER = 64 * 1024;

    /** The maximum capacity of a pipe for unprivileged processes (see pipe(7)). */
    private static final int LARGEST_PIPE = 1024 * 1024;

    /** How long nothing must arrive where the state of the reading thread is not known, or not sufficient. */
    private static final Duration QUIET = Duration.ofMillis(200);

    private static final ThreadPoolExecutor THREADS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 2, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "curfew idle");
                thread.setDaemon(true);
                return thread;
            });

    private final OutputSink sink;
    private final boolean onTerminal;
    private final Time time;
    private final Supplier<ThreadState> states;
    private volatile @Nullable ThreadState thread;
    private volatile @Nullable Exit exit;
    private volatile @Nullable ReadingTurn turn;

    /** How much had arrived when the end of the process was noticed. */
    private record Exit(long totalBytes, long nanos) {}

    /**
     * Create a reader.
     *
     * @param states provides the state of the calling thread
     */
    StreamReader(OutputSink sink, boolean onTerminal, Time time, Supplier<ThreadState> states) {
        this.sink = sink;
        this.onTerminal = onTerminal;
        this.time = time;
        this.states = states;
    }

    /** {@return a reader of a pipe} */
    static StreamReader ofPipe(OutputSink sink) {
        return new StreamReader(sink, false, Time.ofSystem(), ThreadState::ofCurrentThread);
    }

    /** {@return a reader of a terminal} */
    static StreamReader ofTerminal(OutputSink sink) {
        return new StreamReader(sink, true, Time.ofSystem(), ThreadState::ofCurrentThread);
    }

    OutputSink sink() {
        return sink;
    }

    /** Let threads that wait for the output read the stream too. */
    void share(BriefReads reads) {
        ReadingTurn shared = new ReadingTurn(reads, sink, ReadingTurn.MOMENT);
        turn = shared;
        sink.readFrom(shared);
        if (exit != null) {
            shared.close();
        }
    }

    void drain(InputStream stream) {
        thread = states.get();
        ReadingTurn shared = turn;
        byte[] buffer = new byte[FIRST_BUFFER];
        try {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                sink.append(buffer, 0, count);
                if (shared != null) {
                    shared.pause(count);
                }
                if (count == buffer.length && count < FULL_BUFFER) {
                    buffer = new byte[FULL_BUFFER];
                }
            }
        } catch (IOException e) {
            // The other end is gone, as at the end of the stream: a terminal reports EIO, a pipe "Stream closed".
        }
    }

    @Override
    public void processExited() {
        if (exit == null) {
            exit = new Exit(sink.totalBytes(), time.nanos());
        }
        ReadingTurn shared = turn;
        if (shared != null) {
            shared.close();
        }
    }

    @Override
    public void readOn() {
        ReadingTurn shared = turn;
        if (shared != null) {
            shared.readOn();
        }
    }

    /**
     * {@return whether what the process printed before its end has arrived}
     *
     * <p>A thread that sleeps in read(2) has delivered what it read before, and finds nothing more to read. A thread
     * that never sleeps, because other processes continue to print, has caught up when it has read more than a pipe can
     * hold.
     *
     * <p>What is written to a terminal is delivered by a kernel worker a moment later, so a terminal must also be
     * quiet. That takes time only while other processes hold the terminal; otherwise its end is seen.
     */
    @Override
    public boolean hasCaughtUp() {
        ThreadState reader = thread;
        Exit seen = exit;
        if (reader == null || seen == null) {
            return false;
        }
        if (sink.isEnded() || sink.totalBytes() - seen.totalBytes() > LARGEST_PIPE) {
            return true;
        }
        return reader.sleepsInRead(() -> sink.totalBytes())
                .map(sleeps -> sleeps && (!onTerminal || isQuiet(seen)))
                .orElseGet(() -> isQuiet(seen));
    }

    private boolean isQuiet(Exit seen) {
        boolean longEnough = time.since(seen.nanos()).compareTo(QUIET) > 0;
        return longEnough && sink.silence().compareTo(QUIET) > 0;
    }

    /**
     * Run work on a thread with a name.
     *
     * <p>Threads are reused, because creating one takes longer than everything else that a start does outside the
     * operating system.
     *
     * @throws IOException if the system allows no more threads
     */
    static void start(String name, Runnable work) throws IOException {
        try {
            THREADS.execute(() -> {
                Thread.currentThread().setName(name);
                try {
                    work.run();
                } finally {
                    Thread.currentThread().setName("curfew idle");
                }
            });
        } catch (OutOfMemoryError e) {
            throw new IOException("the limit of threads is reached: " + e.getMessage(), e);
        }
    }
}
