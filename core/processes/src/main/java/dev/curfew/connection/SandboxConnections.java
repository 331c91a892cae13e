package dev.curfew.connection;

import dev.curfew.diagnosis.Survivor;
import dev.curfew.entry.Entering;
import dev.curfew.entry.EntryGate;
import dev.curfew.sandbox.Sandbox;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The sandboxes that one scope has entered, each once. Thread-safe. */
public final class SandboxConnections {

    private final Map<Sandbox, CompletableFuture<SandboxConnection>> entered = new ConcurrentHashMap<>();
    private final EntryGate gate = new EntryGate();
    private final BiFunction<Sandbox, EntryGate, SandboxConnection> way;
    private volatile boolean refused;

    /** Create an instance in which no sandbox is entered yet. */
    public SandboxConnections() {
        this(ReadyContainers::enter);
    }

    SandboxConnections(BiFunction<Sandbox, EntryGate, SandboxConnection> way) {
        this.way = way;
    }

    /**
     * {@return a sandbox, which is entered by the first call; several can be entered at the same time}
     *
     * @param sandbox the sandbox
     * @throws dev.curfew.diagnosis.SandboxUnavailableException if it cannot be entered; the next call tries again
     */
    public SandboxConnection enter(Sandbox sandbox) {
        CompletableFuture<SandboxConnection> own = new CompletableFuture<>();
        CompletableFuture<SandboxConnection> first = entered.putIfAbsent(sandbox, own);
        if (first != null) {
            return join(first);
        }
        try {
            SandboxConnection site = way.apply(sandbox, gate);
            own.complete(site);
            if (refused) {
                site.refuse(); // It was not among the sandboxes that refuse() found.
            }
            return site;
        } catch (RuntimeException e) {
            entered.remove(sandbox);
            own.completeExceptionally(e);
            throw e;
        }
    }

    /**
     * {@return whether a sandbox could not be entered because {@link #refuse()} was called}
     *
     * @param failure why it could not be entered
     */
    public static boolean isRefusal(Throwable failure) {
        return EntryGate.isRefusal(failure);
    }

    private static SandboxConnection join(CompletableFuture<SandboxConnection> site) {
        try {
            return site.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** Start nothing any more, and enter nothing: callers that wait for their turn fail at once. */
    public void refuse() {
        refused = true; // Set first: a sandbox that is entered afterwards checks it.
        gate.close();
        entered.values().stream()
                .filter(site -> site.isDone() && !site.isCompletedExceptionally())
                .forEach(site -> site.join().refuse());
    }

    /**
     * Leave all sandboxes, at the same time.
     *
     * @param named the survivors that were reported before; those that were in a sandbox that is removed now are
     *     dropped
     * @return the remaining survivors
     */
    public List<Survivor> close(List<Survivor> named) {
        if (entered.isEmpty()) {
            return named; // True of most scopes.
        }
        List<SandboxConnection> sites =
                entered.values().stream().map(CompletableFuture::join).toList();
        List<CompletableFuture<List<Survivor>>> closing = sites.stream()
                .filter(site -> !ReadyContainers.leavesLater(site))
                .map(site -> CompletableFuture.supplyAsync(site::close, Entering.BACKGROUND))
                .toList();
        entered.clear();
        List<Survivor> left =
                closing.stream().flatMap(survivors -> survivors.join().stream()).toList();
        return Stream.concat(
                        named.stream().filter(survivor -> sites.stream().noneMatch(site -> site.disproves(survivor))),
                        left.stream())
                .toList();
    }
}
