package dev.curfew.connection;

import dev.curfew.diagnosis.Survivor;
import dev.curfew.entry.Entering;
import dev.curfew.entry.EntryContext;
import dev.curfew.entry.EntryGate;
import dev.curfew.entry.Pool;
import dev.curfew.sandbox.ContainerSandbox;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.session.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The containers of this JVM that wait for a scope to use them. Thread-safe. */
final class ReadyContainers {

    private static final Logger LOGGER = System.getLogger("dev.curfew");

    private static final Executor LATER =
            CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS, Entering.BACKGROUND);

    private static final Pool<Sandbox, SandboxConnection> POOL = new Pool<>(
            SandboxConnection::enter,
            SandboxConnection::close,
            SandboxConnection::isOpen,
            EntryContext.OF_SYSTEM.permits(),
            Entering.BACKGROUND,
            LATER);

    /** Not a method reference at each use, because the session compares instances. */
    private static final Runnable AT_SHUTDOWN = POOL::close;

    private ReadyContainers() {}

    /**
     * {@return a connection to a sandbox: a waiting one if the sandbox is pooled, otherwise a new one}
     *
     * @param gate the gate of the scope, open as long as the sandbox is wanted
     * @throws dev.curfew.diagnosis.SandboxUnavailableException if it cannot be entered
     */
    static SandboxConnection enter(Sandbox sandbox, EntryGate gate) {
        int ready = readyOnes(sandbox);
        if (ready == 0) {
            return SandboxConnection.enter(
                    sandbox, gate, EntryContext.OF_SYSTEM.permits().urgent());
        }
        Session.current().opened(AT_SHUTDOWN);
        return POOL.take(sandbox, ready, gate);
    }

    private static int readyOnes(Sandbox sandbox) {
        return sandbox instanceof ContainerSandbox container ? container.pool() : 0;
    }

    /**
     * {@return whether a container of a pool is left and removed in the background, because nothing runs in it any
     * more}
     *
     * <p>Removal takes an engine much longer than anything else at the end of a scope. If too many containers are being
     * removed, the scope waits for the removal of its own.
     */
    static boolean leavesLater(SandboxConnection site) {
        int ready = readyOnes(site.sandbox());
        if (ready == 0 || !site.isOpen() || !site.isEmpty()) {
            return false;
        }
        return POOL.leaveLater(ready, () -> leave(site));
    }

    private static void leave(SandboxConnection site) {
        List<Survivor> left = site.close();
        if (!left.isEmpty()) {
            LOGGER.log(Level.WARNING, "A container of a pool is not removed: {0}", left);
        }
    }
}
