package dev.curfew.episode;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs what others wrote, for a while: in a thread of its own, which is interrupted when its time is over. One that ignores
 * that cannot be ended; nobody waits for it for long.
 */
final class Worker {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private Worker() {}

    /** Its time was over. */
    static final class TimeOverException extends Exception {

        private static final long serialVersionUID = 1L;

        TimeOverException(String message) {
            super(message);
        }
    }

    /**
     * {@return what it returned}
     *
     * @throws TimeOverException if it did not return in time
     * @throws ExecutionException if it threw something, which is the cause
     * @throws InterruptedException if this thread is interrupted; then the other one is, too
     */
    static <T> T run(String name, Duration limit, Callable<T> work)
            throws TimeOverException, ExecutionException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
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
