package dev.curfew;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.InterruptedWaitException;
import dev.curfew.diagnosis.TooManyProcessesException;
import dev.curfew.internal.Durations;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The permits for running processes of a registry: a start acquires one, and the end of the process releases it. */
final class Permits {

    private static final int SHOWN = 8;

    /** Enough permits to release all waiters; they then see that the registry is closed. */
    private static final int ALL = Integer.MAX_VALUE / 2;

    private final String scope;
    private final Bounds bounds;
    private final Supplier<List<BackgroundProcess>> running;
    private final Semaphore free;

    Permits(String scope, Bounds bounds, Supplier<List<BackgroundProcess>> running) {
        this.scope = scope;
        this.bounds = bounds;
        this.running = running;
        this.free = new Semaphore(bounds.maxRunning(), true);
    }

    /** A permit for one process. */
    static final class Slot {

        private final Semaphore from;
        private final AtomicBoolean taken = new AtomicBoolean(true);

        private Slot(Semaphore from) {
            this.from = from;
        }

        void giveBack() {
            if (taken.compareAndSet(true, false)) {
                from.release();
            }
        }
    }

    /**
     * {@return a permit}
     *
     * @param what the operation that needs it, such as {@code start [server]}, for messages
     * @throws TooManyProcessesException if none is available in time
     * @throws InterruptedWaitException if the thread is interrupted while it waits
     */
    Slot take(String what) {
        try {
            if (!free.tryAcquire(0, TimeUnit.NANOSECONDS) && !takeAfterLook()) {
                throw tooMany(what);
            }
            return new Slot(free);
        } catch (InterruptedException e) {
            throw new InterruptedWaitException(
                    Diagnosis.of("Interrupted while waiting to " + what + ": [" + scope
                            + "] has reached its limit of running processes, " + bounds.maxRunning()),
                    e);
        }
    }

    /**
     * Check for ended commands first: the end of a command whose output is still held open may not have been noticed
     * yet.
     */
    private boolean takeAfterLook() throws InterruptedException {
        running.get().forEach(BackgroundProcess::announceExit);
        return free.tryAcquire(Durations.nanos(bounds.startTimeout()), TimeUnit.NANOSECONDS);
    }

    private TooManyProcessesException tooMany(String what) {
        Duration waited = bounds.startTimeout();
        List<BackgroundProcess> all = running.get();
        String names = all.stream()
                .limit(SHOWN)
                .map(process -> "\n" + process.id() + " " + process)
                .collect(Collectors.joining());
        String more = all.size() > SHOWN ? "\nand " + (all.size() - SHOWN) + " more" : "";
        Diagnosis diagnosis = Diagnosis.of("Failed to " + what + ": [" + scope
                + "] has reached its limit of running processes, " + bounds.maxRunning());
        if (!waited.isZero()) {
            diagnosis = diagnosis.with("waited", waited);
        }
        return new TooManyProcessesException(
                diagnosis
                        .with("running", all.size() + names + more)
                        .with(
                                "next",
                                "end some of them, allow more with curfew.maxRunning or Bounds.withMaxRunning, or let starts wait with Bounds.withStartTimeout"),
                bounds.maxRunning());
    }

    /** Release all waiting callers because the registry is closed. */
    void close() {
        free.release(ALL);
    }
}
