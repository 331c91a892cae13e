package dev.curfew.episode;

import dev.curfew.internal.Threads;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs foreign code with a time limit, in a separate thread that is interrupted when the limit expires. A thread that
 * ignores the interrupt cannot be ended and is soon abandoned.
 */
final class Worker {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private Worker() {}

    /** Thrown when the time limit has expired. */
    static final class TimeOverException extends Exception {

        private static final long serialVersionUID = 1L;

        TimeOverException(String message) {
            super(message);
        }
    }

    /**
     * {@return the result of the work}
     *
     * @throws TimeOverException if it did not return in time
     * @throws ExecutionException if it threw an exception, which is the cause
     * @throws InterruptedException if this thread is interrupted; the other thread is then interrupted too
     */
    static <T> T run(String name, Duration limit, Callable<T> work)
            throws TimeOverException, ExecutionException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = Threads.start(name, task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            boolean ended = end(thread);
            throw new TimeOverException(ended ? "" : ", and its thread ignores the interrupt");
        } catch (InterruptedException e) {
            end(thread);
            throw e;
        }
    }

    private static boolean end(Thread thread) throws InterruptedException {
        thread.interrupt();
        thread.join(PATIENCE.toMillis());
        return !thread.isAlive();
    }
}
