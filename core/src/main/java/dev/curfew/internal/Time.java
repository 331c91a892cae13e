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

    /** {@return the time of this machine} */
    static Time ofSystem() {
        return SystemTime.INSTANCE;
    }

    /** {@return nanoseconds since some moment, for lengths of time: as {@link System#nanoTime()}} */
    long nanos();

    /** {@return the time of day, for people and for what outlives this JVM} */
    Instant now();

    /**
     * Run an action later, in a thread of its own that keeps no JVM alive.
     *
     * @param delay when, from now
     * @param action what to do; what it throws is lost
     * @return takes it back if it has not begun
     */
    Runnable after(Duration delay, Runnable action);

    /**
     * {@return the length of time since a moment}
     *
     * @param nanos the moment, as {@link #nanos()} told it
     */
    default Duration since(long nanos) {
        return Duration.ofNanos(nanos() - nanos);
    }

    /**
     * Let the calling thread pause; returns early if it is interrupted.
     *
     * @param duration how long
     */
    default void pause(Duration duration) {
        LockSupport.parkNanos(Durations.nanos(duration));
    }

    /**
     * {@return whether a future is done, after waiting for that}
     *
     * @param future the future; one that failed or was canceled is done
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
