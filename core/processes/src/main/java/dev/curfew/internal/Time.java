package dev.curfew.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** A clock and a timer. Tests substitute one that they advance manually. */
public interface Time {

    /** {@return the system clock and timer} */
    static Time ofSystem() {
        return SystemTime.INSTANCE;
    }

    /** {@return nanoseconds since an arbitrary origin, for measuring durations, as {@link System#nanoTime()}} */
    long nanos();

    /** {@return the time of day, for display and for data that outlives this JVM} */
    Instant now();

    /**
     * Run an action after a delay, in a daemon thread of its own.
     *
     * @param action the action; exceptions that it throws are lost
     * @return cancels the action if it has not begun
     */
    Runnable after(Duration delay, Runnable action);

    /**
     * {@return the time elapsed since a moment}
     *
     * @param nanos the moment, as returned by {@link #nanos()}
     */
    default Duration since(long nanos) {
        return Duration.ofNanos(nanos() - nanos);
    }

    /**
     * Pause the calling thread; returns early if it is interrupted.
     *
     * @param duration how long
     */
    default void pause(Duration duration) {
        LockSupport.parkNanos(Durations.nanos(duration));
    }

    /**
     * {@return whether a future is done, after waiting for it to complete}
     *
     * @param future the future; one that failed or was canceled counts as done
     * @param limit how long to wait at most
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    default boolean await(CompletableFuture<?> future, Duration limit) throws InterruptedException {
        try {
            future.get(Durations.nanos(limit), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return future.isDone();
        } catch (ExecutionException | CancellationException e) {
            return true;
        }
    }
}
