package dev.curfew.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
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

    /**
     * Each action gets a thread of its own, because it may take long; the JDK's timer thread only starts that thread.
     */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The result of the action is not used.
    public Runnable after(Duration delay, Runnable action) {
        CompletableFuture<Void> alarm = new CompletableFuture<>();
        alarm.thenRun(() -> Threads.start("curfew timer", action));
        alarm.completeOnTimeout(null, Durations.nanos(delay), TimeUnit.NANOSECONDS);
        return () -> alarm.cancel(false); // The JDK then releases the action, and everything it refers to, at once.
    }
}
