package dev.curfew.lane;

import dev.curfew.diagnosis.Survivor;
import dev.curfew.sandbox.ContainerSandbox;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.session.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The containers of this JVM that wait for a scope to enter them. Thread-safe. */
final class ReadySites {

    private static final Logger LOGGER = System.getLogger("dev.curfew");
    private static final Map<Sandbox, Deque<CompletableFuture<Site>>> WAITING = new HashMap<>();

    private static final Map<Site, CompletableFuture<Boolean>> LEAVING = new HashMap<>();
    private static final Executor LATER =
            CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS, Lanes.BACKGROUND);

    /** Not a method reference where it is used: the session compares. */
    private static final Runnable AT_SHUTDOWN = ReadySites::close;

    private ReadySites() {}

    /**
     * {@return a site of a sandbox: one that waits, if the sandbox is pooled, else a new one}
     *
     * @throws dev.curfew.diagnosis.SandboxUnavailableException if it cannot be entered
     */
    static Site enter(Sandbox sandbox) {
        if (!(sandbox instanceof ContainerSandbox container) || container.ready() == 0) {
            return Site.enter(sandbox);
        }
        while (true) {
            CompletableFuture<Site> next = takeAndRefill(container);
            Site site = next == null ? Site.enter(sandbox) : arrived(next);
            if (site.isOpen()) {
                return site;
            }
            site.close();
        }
    }

    /** As long as others wait, the new one is made after a moment: that takes all processors from who has just come. */
    private static synchronized @Nullable CompletableFuture<Site> takeAndRefill(ContainerSandbox sandbox) {
        Deque<CompletableFuture<Site>> waiting = WAITING.computeIfAbsent(sandbox, key -> new ArrayDeque<>());
        CompletableFuture<Site> next = waiting.poll();
        Session.current().opened(AT_SHUTDOWN);
        Executor refilling = waiting.isEmpty() ? Lanes.BACKGROUND : LATER;
        while (waiting.size() < sandbox.ready()) {
            waiting.add(CompletableFuture.supplyAsync(() -> Site.enter(sandbox), refilling));
        }
        return next;
    }

    private static Site arrived(CompletableFuture<Site> site) {
        try {
            return site.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /**
     * {@return whether a container of a pool is left and removed in the background, because nothing runs in it any more}
     *
     * <p>That takes an engine much longer than anything else at the end of a scope. If too many are being removed, the next
     * scope waits for its own.
     */
    static boolean leavesLater(Site site) {
        boolean pooled = site.sandbox() instanceof ContainerSandbox container && container.ready() > 0;
        if (!pooled || !site.isOpen() || !site.isEmpty()) {
            return false;
        }
        CompletableFuture<Boolean> leaving = new CompletableFuture<>();
        synchronized (ReadySites.class) {
            if (LEAVING.size() > ((ContainerSandbox) site.sandbox()).ready()) {
                return false;
            }
            LEAVING.put(site, leaving);
        }
        Lanes.BACKGROUND.execute(() -> leave(site, leaving));
        return true;
    }

    private static void leave(Site site, CompletableFuture<Boolean> leaving) {
        try {
            List<Survivor> left = site.close();
            if (!left.isEmpty()) {
                LOGGER.log(Level.WARNING, "A container of a pool is not removed: {0}", left);
            }
        } finally {
            synchronized (ReadySites.class) {
                LEAVING.remove(site);
            }
            leaving.complete(true);
        }
    }

    private static void close() {
        List<CompletableFuture<Site>> unused = new ArrayList<>();
        List<CompletableFuture<Boolean>> leaving;
        synchronized (ReadySites.class) {
            WAITING.values().forEach(unused::addAll);
            WAITING.clear();
            leaving = List.copyOf(LEAVING.values());
        }
        unused.parallelStream()
                .filter(site -> !site.isCompletedExceptionally())
                .forEach(site -> arrived(site).close());
        leaving.forEach(CompletableFuture::join);
    }
}
