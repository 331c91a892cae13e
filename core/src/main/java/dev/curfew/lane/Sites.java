package dev.curfew.lane;

import dev.curfew.diagnosis.Survivor;
import dev.curfew.sandbox.Sandbox;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/** The sandboxes that one scope has entered, each once. Thread-safe. */
public final class Sites {

    private final Map<Sandbox, CompletableFuture<Site>> entered = new ConcurrentHashMap<>();

    /**
     * {@return a sandbox, which is entered by the first call; several can be entered at once}
     *
     * @param sandbox the sandbox
     * @throws dev.curfew.diagnosis.SandboxUnavailableException if it cannot be entered; the next call tries again
     */
    public Site enter(Sandbox sandbox) {
        CompletableFuture<Site> own = new CompletableFuture<>();
        CompletableFuture<Site> first = entered.putIfAbsent(sandbox, own);
        if (first != null) {
            return join(first);
        }
        try {
            Site site = ReadySites.enter(sandbox);
            own.complete(site);
            return site;
        } catch (RuntimeException e) {
            entered.remove(sandbox);
            own.completeExceptionally(e);
            throw e;
        }
    }

    private static Site join(CompletableFuture<Site> site) {
        try {
            return site.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /**
     * Leave all of them, at once.
     *
     * @return what is left
     */
    public List<Survivor> close() {
        List<CompletableFuture<List<Survivor>>> closing = entered.values().stream()
                .map(site -> CompletableFuture.supplyAsync(() -> site.join().close(), Lanes.BACKGROUND))
                .toList();
        entered.clear();
        return closing.stream().flatMap(left -> left.join().stream()).toList();
    }
}
