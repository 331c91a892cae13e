package dev.curfew.spawn;

import dev.curfew.internal.Durations;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes the input of a process, in the order of the calls, without ever blocking the caller indefinitely.
 *
 * <p>A write to a process that does not read blocks in the kernel, where no interrupt reaches it. So the caller's
 * thread writes only what cannot block, {@link InputSink#freeBytes()} in total; another thread writes the rest, and the
 * caller waits for it within a limit. Thread-safe.
 *
 * <p>A write that has not begun when its caller gives up is withdrawn. An end is not: the process sees it once it has
 * read what was written before, and a later call waits for the same end.
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
    private final Executor writers;
    private final Deque<Step> steps = new ArrayDeque<>();
    private long freeBytes;
    private boolean writing;
    private @Nullable Step end;

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
        this(sink, WRITERS);
    }

    InputFeed(InputSink sink, Executor writers) {
        this.sink = sink;
        this.writers = writers;
        this.freeBytes = sink.freeBytes();
    }

    /** {@return whether {@link #end(Duration)} was called} */
    public boolean isEnded() {
        lock.lock();
        try {
            return end != null;
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
        awaitOrWithdraw(step, limit);
    }

    /**
     * Write bytes after all earlier ones, without waiting for that. They are lost if the process cannot read them any
     * more, or reads nothing while many writes are pending.
     *
     * @param bytes the bytes
     */
    public void post(byte[] bytes) {
        lock.lock();
        try {
            if (end != null) {
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
            // The process cannot read any more: the bytes are lost, as documented.
        } finally {
            lock.unlock();
        }
    }

    /**
     * Signal the end of the input to the process, after all that was written before. Further calls wait for the same
     * end.
     *
     * @param limit how long to wait for that
     * @throws IOException if that fails
     * @throws TimeoutException if the process did not read what was written before in time; the end still follows
     * @throws InterruptedException if the thread is interrupted while it waits; the end still follows
     */
    public void end(Duration limit) throws IOException, TimeoutException, InterruptedException {
        Step step;
        lock.lockInterruptibly();
        try {
            step = end == null ? beginEnd() : end;
        } finally {
            lock.unlock();
        }
        await(step, limit);
    }

    private Step beginEnd() throws IOException {
        if (writing) {
            end = enqueue(sink::end);
            return end;
        }
        Step step = new Step(sink::end, new CompletableFuture<>());
        end = step;
        run(step);
        return step;
    }

    private void requireNotEnded() throws IOException {
        if (end != null) {
            throw new IOException("input was closed");
        }
    }

    private void writePieces(byte[] bytes) throws IOException {
        for (int from = 0; from < bytes.length; from += PIECE) {
            sink.write(Arrays.copyOfRange(bytes, from, Math.min(from + PIECE, bytes.length)));
        }
    }

    private Step enqueue(Task task) throws IOException {
        Step step = new Step(task, new CompletableFuture<>());
        if (!writing) {
            startWriter();
            writing = true; // The writer waits for the lock, so it does not see this too late.
        }
        steps.add(step);
        return step;
    }

    private void startWriter() throws IOException {
        try {
            writers.execute(this::runSteps);
        } catch (OutOfMemoryError | RejectedExecutionException e) {
            throw new IOException("the limit of threads is reached: " + e.getMessage(), e);
        }
    }

    private void runSteps() {
        for (Step step = next(); step != null; step = next()) {
            run(step);
        }
    }

    /** Whatever a step throws is passed to its caller, and the steps after it still run. */
    private static void run(Step step) {
        try {
            step.task().run();
            step.done().complete(null);
        } catch (IOException | RuntimeException | Error e) {
            step.done().completeExceptionally(e);
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
        }
    }

    private void awaitOrWithdraw(Step step, Duration limit) throws IOException, TimeoutException, InterruptedException {
        try {
            await(step, limit);
        } catch (TimeoutException | InterruptedException e) {
            withdraw(step);
            throw e;
        }
    }

    /** A write that has not begun must not happen after its caller has given up. */
    private void withdraw(Step step) {
        lock.lock();
        try {
            steps.remove(step);
        } finally {
            lock.unlock();
        }
    }
}
