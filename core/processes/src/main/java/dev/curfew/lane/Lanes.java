package dev.curfew.lane;

import dev.curfew.diagnosis.Survivor;
import dev.curfew.internal.Uninterruptibly;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.TerminalSize;
import dev.curfew.sandbox.SandboxDriver;
import dev.curfew.warden.ProcessTree;
import dev.curfew.warden.TreeKiller;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lanes into one sandbox. Entering takes a while, so one lane of each kind in use waits inside for the next
 * command; when it is taken, another one enters in the background. Thread-safe.
 */
final class Lanes {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    static final Executor BACKGROUND =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 2, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "curfew lanes");
                thread.setDaemon(true);
                return thread;
            });

    private static final Duration SOON = Duration.ofMillis(10);

    private final Connection connection;
    private final SandboxDriver driver;

    private final Set<Lane> taken = ConcurrentHashMap.newKeySet();
    private final Set<Lane> entering = ConcurrentHashMap.newKeySet();
    private final Deque<Entering<Lane>> onPipes = new ArrayDeque<>();
    private final Deque<Entering<Lane>> onTerminals = new ArrayDeque<>();
    private final EntryGate gate = new EntryGate();

    private boolean closed;
    private volatile boolean isGivenUp;

    Lanes(Connection connection, SandboxDriver driver) {
        this.connection = connection;
        this.driver = driver;
        refill(false);
    }

    /**
     * {@return a lane for one command}
     *
     * @param size the size of its terminal, or {@code null} for pipes
     */
    Lane take(@Nullable TerminalSize size) {
        Lane waiting = firstWaiting(size);
        Lane lane = waiting != null ? waiting : enter(size, permits().urgent());
        taken.removeIf(earlier -> !earlier.isOpen());
        taken.add(lane);
        return lane;
    }

    private EntryPermits permits() {
        return connection.context().permits();
    }

    private Lane enter(@Nullable TerminalSize size, EntryPermits.Request request) {
        return gate.enter(connection + " again", request, () -> enterNow(size));
    }

    private Lane enterNow(@Nullable TerminalSize size) {
        Lane lane = new Lane(connection, driver, size);
        entering.add(lane);
        try {
            if (isGivenUp) {
                lane.client().kill(); // close() has not seen it.
            }
            lane.awaitArrival();
            return lane;
        } finally {
            entering.remove(lane);
        }
    }

    private @Nullable Lane firstWaiting(@Nullable TerminalSize size) {
        while (true) {
            Entering<Lane> next = gate.isClosed() ? null : poll(size);
            if (next == null) {
                return null;
            }
            Lane lane = awaited(next, size != null);
            if (lane != null && lane.isOpen()) {
                return lane;
            }
        }
    }

    /** A caller that is interrupted leaves the lane to the next one. */
    private @Nullable Lane awaited(Entering<Lane> next, boolean terminal) {
        next.request().hurry();
        try {
            return next.arrival().get();
        } catch (ExecutionException e) {
            return null; // The next attempt reports why.
        } catch (InterruptedException e) {
            putBack(next, terminal);
            Thread.currentThread().interrupt();
            throw EntryGate.refused(connection + " again", e);
        }
    }

    private synchronized void putBack(Entering<Lane> next, boolean terminal) {
        if (closed) {
            BACKGROUND.execute(() -> killOnArrival(next));
        } else {
            (terminal ? onTerminals : onPipes).addFirst(next);
        }
    }

    private static void killOnArrival(Entering<Lane> next) {
        Lane lane = arrived(next);
        if (lane != null) {
            lane.client().kill();
        }
    }

    private synchronized @Nullable Entering<Lane> poll(@Nullable TerminalSize size) {
        Deque<Entering<Lane>> waiting = size == null ? onPipes : onTerminals;
        Entering<Lane> next = waiting.peek();
        return next == null || size == null || suits(next, size) ? waiting.poll() : null;
    }

    private static boolean suits(Entering<Lane> next, TerminalSize size) {
        if (!next.arrival().isDone()) {
            return size.equals(TerminalSize.DEFAULT);
        }
        Lane lane = arrived(next);
        return lane == null || lane.suits(size);
    }

    private static @Nullable Lane arrived(Entering<Lane> next) {
        try {
            return next.arrival().join();
        } catch (CompletionException e) {
            return null; // The next attempt reports why.
        }
    }

    /**
     * Let another lane enter, unless one waits already. It begins a moment later, so that the command that was just
     * started comes first.
     */
    synchronized void refill(boolean terminal) {
        Deque<Entering<Lane>> waiting = terminal ? onTerminals : onPipes;
        if (!closed && waiting.isEmpty()) {
            TerminalSize size = terminal ? TerminalSize.DEFAULT : null;
            EntryPermits.Request request = permits().inBackground();
            waiting.add(Entering.begin(request, () -> enter(size, request), this::soon));
        }
    }

    private void soon(Runnable entering) {
        connection.context().time().after(SOON, () -> BACKGROUND.execute(entering));
    }

    /** Start nothing any more, and refuse those that wait for their turn. */
    void refuse() {
        gate.close();
    }

    /**
     * Dismiss the waiting lanes, and make sure that all clients end. They end by themselves when their guards have
     * ended; some should not be killed, because their engines would then wait for them.
     *
     * @param answers whether the sandbox answers, so that its guards may be expected to end
     * @return the clients that are left
     */
    List<Survivor> close(boolean answers) {
        refuse();
        List<Entering<Lane>> unused;
        synchronized (this) {
            closed = true;
            unused = Stream.concat(onPipes.stream(), onTerminals.stream()).toList();
        }
        if (!answers) {
            isGivenUp = true;
            entering.forEach(lane -> lane.client().kill());
        }
        List<Lane> waiting =
                unused.stream().map(Lanes::arrived).filter(Objects::nonNull).toList();
        waiting.forEach(lane -> lane.client().dismiss());
        List<Lane> all = Stream.concat(waiting.stream(), taken.stream()).toList();
        Uninterruptibly.await(answers ? PATIENCE.toNanos() : 0, nanos -> awaitEnd(all, nanos));
        List<ProcessTree> clients =
                all.stream().map(lane -> lane.client().tree()).toList();
        return TreeKiller.end(clients, KillPolicy.AT_ONCE).survivors();
    }

    private static boolean awaitEnd(List<Lane> lanes, long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        boolean ended = true;
        for (Lane lane : lanes) {
            ended &= lane.awaitEnd(Math.max(0, deadline - System.nanoTime()));
        }
        return ended;
    }
}
