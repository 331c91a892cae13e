package dev.curfew.session;

import dev.curfew.internal.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** The time of the system, which counts the actions that are planned and not canceled. */
final class CountingTime implements Time {

    private final Time system = Time.ofSystem();
    private final AtomicInteger planned = new AtomicInteger();

    int planned() {
        return planned.get();
    }

    @Override
    public long nanos() {
        return system.nanos();
    }

    @Override
    public Instant now() {
        return system.now();
    }

    @Override
    public Runnable after(Duration delay, Runnable action) {
        planned.incrementAndGet();
        Runnable cancel = system.after(delay, action);
        return () -> {
            planned.decrementAndGet();
            cancel.run();
        };
    }
}
