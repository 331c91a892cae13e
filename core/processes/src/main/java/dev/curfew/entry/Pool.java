package dev.curfew.entry;

import dev.curfew.internal.Uninterruptibly;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A pool of sandboxes that were entered before a scope needs them. Thread-safe.
 *
 * @param <S> describes a sandbox
 * @param <T> a sandbox that was entered
 */
public final class Pool<S, T> {

    /** Enters a sandbox. */
    @FunctionalInterface
    public interface Way<S, T> {
        /** {@return a sandbox, entered after the request was granted} */
        T enter(S sandbox, EntryGate gate, EntryPermits.Request request);
    }

    private final Way<S, T> way;
    private final Consumer<T> leaving;
    private final Predicate<T> isOpen;
    private final EntryPermits permits;
    private final Executor now;
    private final Executor later;
    private final EntryGate gate = new EntryGate();

    private final Map<S, Deque<Entering<T>>> waiting = new HashMap<>();
    private final Set<Departure> departures = new HashSet<>();
    private boolean closed;

    /**
     * Create a pool in which nothing waits yet.
     *
     * @param way enters a sandbox
     * @param leaving leaves a sandbox that is not used
     * @param isOpen tells whether a sandbox can still be reached
     * @param permits limits how many enter at the same time
     * @param now enters and leaves in the background
     * @param later enters after a delay
     */
    public Pool(
            Way<S, T> way,
            Consumer<T> leaving,
            Predicate<T> isOpen,
            EntryPermits permits,
            Executor now,
            Executor later) {
        this.way = way;
        this.leaving = leaving;
        this.isOpen = isOpen;
        this.permits = permits;
        this.now = now;
        this.later = later;
    }

    /**
     * {@return a sandbox: the one that has waited longest and is alive, or a new one}
     *
     * @param ready how many are kept waiting afterwards
     * @param wanted the gate of the scope, open as long as the sandbox is wanted
     */
    public T take(S sandbox, int ready, EntryGate wanted) {
        while (true) {
            Entering<T> next = takeAndRefill(sandbox, ready);
            T taken = next == null ? way.enter(sandbox, wanted, permits.urgent()) : awaited(sandbox, next, wanted);
            if (taken != null && isOpen.test(taken)) {
                return taken;
            }
            if (taken != null) {
                leaving.accept(taken);
            }
        }
    }

    /**
     * While others wait, creating the replacement is delayed: it would compete for the CPU with the scope that just
     * came.
     */
    private synchronized @Nullable Entering<T> takeAndRefill(S sandbox, int ready) {
        Deque<Entering<T>> queue = waiting.computeIfAbsent(sandbox, key -> new ArrayDeque<>());
        Entering<T> next = queue.poll();
        Executor refilling = queue.isEmpty() ? now : later;
        while (!closed && queue.size() < ready) {
            EntryPermits.Request request = permits.inBackground();
            queue.add(Entering.begin(request, () -> way.enter(sandbox, gate, request), refilling));
        }
        return next;
    }

    /**
     * {@return the sandbox, or {@code null} if its permit was refused to another scope, which was interrupted and left
     * the sandbox to this one}
     */
    private @Nullable T awaited(S sandbox, Entering<T> next, EntryGate wanted) {
        next.request().hurry();
        wanted.add(next.request());
        try {
            return next.arrival().get();
        } catch (ExecutionException e) {
            if (EntryGate.isRefusal(e.getCause()) && !wanted.isClosed()) {
                return null;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            putBack(sandbox, next);
            Thread.currentThread().interrupt();
            throw EntryGate.refused(String.valueOf(sandbox), e);
        } finally {
            wanted.remove(next.request());
        }
    }

    private void putBack(S sandbox, Entering<T> next) {
        synchronized (this) {
            if (!closed) {
                waiting.computeIfAbsent(sandbox, key -> new ArrayDeque<>()).addFirst(next);
                return;
            }
        }
        leave(next);
    }

    /**
     * {@return whether a sandbox is left in the background}
     *
     * @param ready one less than the limit of sandboxes that are being left at the same time
     * @param departure leaves the sandbox
     */
    public boolean leaveLater(int ready, Runnable departure) {
        Departure begun = new Departure(departure);
        synchronized (this) {
            if (closed || departures.size() > ready) {
                return false;
            }
            departures.add(begun);
        }
        now.execute(() -> depart(begun));
        return true;
    }

    private void depart(Departure departure) {
        try {
            departure.action.run();
        } finally {
            synchronized (this) {
                departures.remove(departure);
            }
            departure.over.countDown();
        }
    }

    /** A sandbox that is being left. */
    private static final class Departure {

        private final Runnable action;
        private final CountDownLatch over = new CountDownLatch(1);

        Departure(Runnable action) {
            this.action = action;
        }

        void awaitUninterruptibly() {
            Uninterruptibly.await(Long.MAX_VALUE, nanos -> over.await(nanos, TimeUnit.NANOSECONDS));
        }
    }

    /**
     * Leave the waiting sandboxes, and wait until the others have been left. Entries that have not begun are refused.
     */
    public void close() {
        gate.close();
        List<Entering<T>> unused = new ArrayList<>();
        List<Departure> leavingNow;
        synchronized (this) {
            closed = true;
            waiting.values().forEach(unused::addAll);
            waiting.clear();
            leavingNow = List.copyOf(departures);
        }
        unused.parallelStream().forEach(this::leave);
        leavingNow.forEach(Departure::awaitUninterruptibly);
    }

    private void leave(Entering<T> unused) {
        T entered;
        try {
            entered = unused.arrival().join();
        } catch (CompletionException e) {
            return; // It could not be entered, so there is nothing to leave; continue with the others.
        }
        leaving.accept(entered);
    }
}
