package dev.curfew.spawn;

import dev.curfew.internal.Durations;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a process its input, in the order of the calls, without ever blocking the caller for good.
 *
 * <p>A write to a process that does not read blocks in the kernel, where no interrupt reaches it. So the caller's
 * thread writes only what cannot block, {@link InputSink#freeBytes()} in total; the rest is written by another thread,
 * for which the caller waits as long as it likes. Thread-safe.
 */
public final class InputFeed {

    private static final int PIECE = 64 * 1024;

    private static final int MOST_POSTED = 64;

    private static final ThreadPoolExecutor WRITERS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 2, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "curfew input");
                thread.setDaemon(true);
                return thread;
            });

    private final ReentrantLock lock = new ReentrantLock();
    private final InputSink sink;
    private final Deque<Step> steps = new ArrayDeque<>();
    private long freeBytes;
    private boolean writing;
    private boolean ended;

    private record Step(Task task, CompletableFuture<Void> done) {}

    @FunctionalInterface
    private interface Task {
        void run() throws IOException;
    }

    /**
     * Create a feed.
     *
     * @param sink where the input goes
     */
    public InputFeed(InputSink sink) {
        this.sink = sink;
        this.freeBytes = sink.freeBytes();
    }

    /** {@return whether {@link #end(Duration)} was called} */
    public boolean isEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Write bytes.
     *
     * @param bytes the bytes
     * @param limit how long to wait until they are written
     * @throws IOException if the process cannot read them any more, or the input was ended
     * @throws TimeoutException if the process did not read them in time; some may have been written
     * @throws InterruptedException if the thread is interrupted while it waits; some may have been written
     */
    public void write(byte[] bytes, Duration limit) throws IOException, TimeoutException, InterruptedException {
        if (bytes.length == 0) {
            return;
        }
        Step step;
        lock.lockInterruptibly();
        try {
            requireNotEnded();
            if (!writing && bytes.length <= freeBytes) {
                freeBytes -= bytes.length;
                sink.write(bytes);
                return;
            }
            freeBytes = 0;
            step = enqueue(() -> writePieces(bytes));
        } finally {
            lock.unlock();
        }
        await(step, limit);
    }

    /**
     * Write bytes after those before them, without waiting for that. They are lost if the process cannot read them any
     * more, or reads nothing while many wait.
     *
     * @param bytes the bytes
     */
    public void post(byte[] bytes) {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            if (!writing && bytes.length <= freeBytes) {
                freeBytes -= bytes.length;
                sink.write(bytes);
            } else if (steps.size() < MOST_POSTED) {
                freeBytes = 0;
                enqueue(() -> writePieces(bytes));
            }
        } catch (IOException e) {
            // Nobody reads any more, so nobody waits for them.
        } finally {
            lock.unlock();
        }
    }

    /**
     * Let the process see the end of its input, after all that was written before.
     *
     * @param limit how long to wait for that
     * @throws IOException if that fails
     * @throws TimeoutException if the process did not read what was written before in time
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public void end(Duration limit) throws IOException, TimeoutException, InterruptedException {
        Step step;
        lock.lockInterruptibly();
        try {
            if (ended) {
                return;
            }
            ended = true;
            if (!writing) {
                sink.end();
                return;
            }
            step = enqueue(sink::end);
        } finally {
            lock.unlock();
        }
        await(step, limit);
    }

    private void requireNotEnded() throws IOException {
        if (ended) {
            throw new IOException("input was closed");
        }
    }

    private void writePieces(byte[] bytes) throws IOException {
        for (int from = 0; from < bytes.length; from += PIECE) {
            sink.write(Arrays.copyOfRange(bytes, from, Math.min(from + PIECE, bytes.length)));
        }
    }

    private Step enqueue(Task task) {
        Step step = new Step(task, new CompletableFuture<>());
        steps.add(step);
        if (!writing) {
            writing = true;
            WRITERS.execute(this::runSteps);
        }
        return step;
    }

    private void runSteps() {
        for (Step step = next(); step != null; step = next()) {
            try {
                step.task().run();
                step.done().complete(null);
            } catch (IOException e) {
                step.done().completeExceptionally(e);
            }
        }
    }

    private @Nullable Step next() {
        lock.lock();
        try {
            Step step = steps.poll();
            writing = step != null;
            return step;
        } finally {
            lock.unlock();
        }
    }

    private void await(Step step, Duration limit) throws IOException, TimeoutException, InterruptedException {
        try {
            step.done().get(Durations.nanos(limit), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            withdraw(step);
            throw e;
        }
    }

    /** What was not begun is not written behind the caller's back. */
    private void withdraw(Step step) {
        lock.lock();
        try {
            steps.remove(step);
        } finally {
            lock.unlock();
        }
    }
}
