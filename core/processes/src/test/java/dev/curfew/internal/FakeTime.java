package dev.curfew.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes only when a test advances it; actions that are due then run in order, in the thread of that test. */
public final class FakeTime implements Time {

    private record Planned(long at, Runnable action) {}

    private final List<Planned> planned = new CopyOnWriteArrayList<>();
    private volatile long nanos;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Instant now() {
        return Instant.EPOCH.plusNanos(nanos);
    }

    @Override
    public Runnable after(Duration delay, Runnable action) {
        Planned later = new Planned(nanos + Durations.nanos(delay), action);
        planned.add(later);
        return () -> planned.remove(later);
    }

    /**
     * Let time pass.
     *
     * @param duration how much
     */
    public void pass(Duration duration) {
        long end = nanos + duration.toNanos();
        for (Optional<Planned> next = nextUntil(end); next.isPresent(); next = nextUntil(end)) {
            run(next.get());
        }
        nanos = Math.max(nanos, end);
    }

    private void run(Planned due) {
        planned.remove(due);
        nanos = Math.max(nanos, due.at());
        due.action().run();
    }

    /** Passes the time, in the calling thread. */
    @Override
    public void pause(Duration duration) {
        pass(duration);
    }

    /** Passes the time until the future is done, in the calling thread. */
    @Override
    public boolean await(CompletableFuture<?> future, Duration limit) {
        long end = nanos + Durations.nanos(limit);
        while (!future.isDone() && nanos < end) {
            nextUntil(end).ifPresentOrElse(this::run, () -> nanos = end);
        }
        return future.isDone();
    }

    /** {@return how many actions are planned} */
    public int planned() {
        return planned.size();
    }

    private Optional<Planned> nextUntil(long end) {
        return planned.stream().filter(later -> later.at() <= end).min(Comparator.comparingLong(Planned::at));
    }
}
