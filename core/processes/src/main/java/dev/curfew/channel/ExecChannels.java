package dev.curfew.channel;

import dev.curfew.diagnosis.Survivor;
import dev.curfew.entry.Entering;
import dev.curfew.entry.EntryGate;
import dev.curfew.entry.EntryPermits;
import dev.curfew.internal.Uninterruptibly;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.TerminalSize;
import dev.curfew.sandbox.SandboxDriver;
import dev.curfew.warden.ProcessTree;
import dev.curfew.warden.TreeKiller;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The exec channels into one sandbox. Entering takes a while, so one exec channel of each kind in use waits inside for the next
 * command; when the last one is taken, another one enters in the background. On pipes, those whose command is over wait
 * again, as many as were used in the last seconds. Thread-safe.
 */
public final class ExecChannels {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration SOON = Duration.ofMillis(10);

    /** Each has a client on this machine, which may need tens of megabytes. */
    static final int MOST_WAITING = 8;

    /** One that was not needed for such a period is dismissed. */
    static final Duration PERIOD = Duration.ofSeconds(10);

    private final WardenConnection connection;
    private final SandboxDriver driver;

    private final Set<ExecChannel> taken = ConcurrentHashMap.newKeySet();
    private final Set<ExecChannel> entering = ConcurrentHashMap.newKeySet();
    private final Deque<Entering<ExecChannel>> onPipes = new ArrayDeque<>();
    private final Deque<Entering<ExecChannel>> onTerminals = new ArrayDeque<>();
    private final EntryGate gate = new EntryGate();

    /** The least number that waited on pipes at any time since the last look: so many were not needed. */
    private int unneeded;

    private @Nullable Runnable look;
    private boolean closed;
    private volatile boolean isGivenUp;

    /**
     * Let the first exec channel enter in the background.
     *
     * @param connection the connection to the warden of the sandbox
     * @param driver the driver with which the sandbox was entered
     */
    public ExecChannels(WardenConnection connection, SandboxDriver driver) {
        this.connection = connection;
        this.driver = driver;
        refill(false);
    }

    /**
     * {@return an exec channel for one command}
     *
     * @param size the size of its terminal, or {@code null} for pipes
     */
    public ExecChannel take(@Nullable TerminalSize size) {
        ExecChannel waiting = firstWaiting(size);
        ExecChannel channel = waiting != null ? waiting : enter(size, permits().urgent());
        taken.removeIf(earlier -> !earlier.isOpen());
        taken.add(channel);
        return channel;
    }

    private EntryPermits permits() {
        return connection.context().permits();
    }

    private ExecChannel enter(@Nullable TerminalSize size, EntryPermits.Request request) {
        return gate.enter(connection + " again", request, () -> enterNow(size));
    }

    private ExecChannel enterNow(@Nullable TerminalSize size) {
        ExecChannel channel = new ExecChannel(connection, driver, size, this::giveBack);
        entering.add(channel);
        try {
            if (isGivenUp) {
                channel.client().kill(); // close() has not seen it.
            }
            channel.awaitArrival();
            return channel;
        } finally {
            entering.remove(channel);
        }
    }

    private @Nullable ExecChannel firstWaiting(@Nullable TerminalSize size) {
        while (true) {
            Entering<ExecChannel> next = gate.isClosed() ? null : poll(size);
            if (next == null) {
                return null;
            }
            ExecChannel channel = awaited(next, size != null);
            if (channel != null && channel.isOpen()) {
                return channel;
            }
        }
    }

    /** A caller that is interrupted leaves the exec channel to the next one. */
    private @Nullable ExecChannel awaited(Entering<ExecChannel> next, boolean terminal) {
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

    private synchronized void putBack(Entering<ExecChannel> next, boolean terminal) {
        if (closed) {
            Entering.BACKGROUND.execute(() -> killOnArrival(next));
        } else {
            (terminal ? onTerminals : onPipes).addFirst(next);
        }
    }

    private static void killOnArrival(Entering<ExecChannel> next) {
        ExecChannel channel = arrived(next);
        if (channel != null) {
            channel.client().kill();
        }
    }

    private synchronized @Nullable Entering<ExecChannel> poll(@Nullable TerminalSize size) {
        Deque<Entering<ExecChannel>> waiting = size == null ? onPipes : onTerminals;
        Entering<ExecChannel> next = waiting.peek();
        Entering<ExecChannel> taking = next == null || size == null || suits(next, size) ? waiting.poll() : null;
        unneeded = Math.min(unneeded, onPipes.size());
        return taking;
    }

    /** Its command is over. */
    private void giveBack(ExecChannel channel) {
        if (!keep(channel)) {
            dismiss(List.of(channel));
        }
    }

    /** Those that were used last are taken first, so that the others turn out to be unneeded. */
    private synchronized boolean keep(ExecChannel channel) {
        boolean kept = !closed && onPipes.size() < MOST_WAITING && channel.refusesInput();
        if (kept) {
            taken.remove(channel);
            onPipes.addFirst(Entering.done(permits().inBackground(), channel));
            lookLater();
        }
        return kept;
    }

    private void lookLater() {
        if (!closed && look == null && onPipes.size() > 1) {
            unneeded = onPipes.size();
            look = connection.context().time().after(PERIOD, () -> dismiss(takeUnneeded()));
        }
    }

    /** {@return those that were not needed since the last look, but one stays} */
    private synchronized List<ExecChannel> takeUnneeded() {
        List<ExecChannel> left = new ArrayList<>();
        while (!closed && unneeded > 1 && onPipes.getLast().arrival().isDone()) {
            ExecChannel channel = arrived(onPipes.removeLast());
            if (channel != null) {
                left.add(channel);
            }
            unneeded--;
        }
        taken.addAll(left); // Until they have ended.
        look = null;
        lookLater();
        return left;
    }

    /** In another thread, because the input of a command that is over may still be written. */
    private static void dismiss(List<ExecChannel> channels) {
        channels.forEach(
                channel -> Entering.BACKGROUND.execute(() -> channel.client().dismiss()));
    }

    private static boolean suits(Entering<ExecChannel> next, TerminalSize size) {
        if (!next.arrival().isDone()) {
            return size.equals(TerminalSize.DEFAULT);
        }
        ExecChannel channel = arrived(next);
        return channel == null || channel.suits(size);
    }

    private static @Nullable ExecChannel arrived(Entering<ExecChannel> next) {
        try {
            return next.arrival().join();
        } catch (CompletionException e) {
            return null; // The next attempt reports why.
        }
    }

    /**
     * Let another exec channel enter, unless one waits already. It begins a moment later, so that the command that was just
     * started comes first.
     */
    public synchronized void refill(boolean terminal) {
        Deque<Entering<ExecChannel>> waiting = terminal ? onTerminals : onPipes;
        if (!closed && waiting.isEmpty()) {
            TerminalSize size = terminal ? TerminalSize.DEFAULT : null;
            EntryPermits.Request request = permits().inBackground();
            waiting.add(Entering.begin(request, () -> enter(size, request), this::soon));
        }
    }

    private void soon(Runnable entering) {
        connection.context().time().after(SOON, () -> Entering.BACKGROUND.execute(entering));
    }

    /** Start nothing any more, and refuse those that wait for their turn. */
    public void refuse() {
        gate.close();
    }

    /**
     * Dismiss the waiting exec channels, and make sure that all clients end. They end by themselves when their guards have
     * ended; some should not be killed, because their engines would then wait for them.
     *
     * @param answers whether the sandbox answers, so that its guards may be expected to end
     * @return the clients that are left
     */
    public List<Survivor> close(boolean answers) {
        refuse();
        List<Entering<ExecChannel>> unused;
        synchronized (this) {
            closed = true;
            if (look != null) {
                look.run();
            }
            unused = Stream.concat(onPipes.stream(), onTerminals.stream()).toList();
        }
        if (!answers) {
            isGivenUp = true;
            entering.forEach(channel -> channel.client().kill());
        }
        List<ExecChannel> waiting = unused.stream()
                .map(ExecChannels::arrived)
                .filter(Objects::nonNull)
                .toList();
        waiting.forEach(channel -> channel.client().dismiss());
        List<ExecChannel> all = Stream.concat(waiting.stream(), taken.stream()).toList();
        Uninterruptibly.await(answers ? PATIENCE.toNanos() : 0, nanos -> awaitEnd(all, nanos));
        List<ProcessTree> clients =
                all.stream().map(channel -> channel.client().tree()).toList();
        return TreeKiller.end(clients, KillPolicy.AT_ONCE).survivors();
    }

    private static boolean awaitEnd(List<ExecChannel> channels, long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        boolean ended = true;
        for (ExecChannel channel : channels) {
            ended &= channel.awaitEnd(Math.max(0, deadline - System.nanoTime()));
        }
        return ended;
    }
}
