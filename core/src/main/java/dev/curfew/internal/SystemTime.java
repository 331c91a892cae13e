package dev.curfew.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

final class SystemTime implements Time {

    static final Time INSTANCE = new SystemTime();

    private SystemTime() {}

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    /** The JDK's timer thread only starts a thread for each action, which may take a while. */
    @Override
    public Runnable after(Duration delay, Runnable action) {
        Executor later =
                CompletableFuture.delayedExecutor(Durations.nanos(delay), TimeUnit.NANOSECONDS, SystemTime::inThread);
        CompletableFuture<Void> planned = CompletableFuture.runAsync(action, later);
        return () -> planned.cancel(false);
    }

    private static void inThread(Runnable action) {
        Thread thread = new Thread(action, "curfew timer");
        thread.setDaemon(true);
        thread.start();
    }
}
