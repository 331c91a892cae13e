package dev.curfew;

import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.LeftBehindException;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.session.CleanupAction;
import dev.curfew.session.Session;
import dev.curfew.table.ProcessEntry;
import dev.curfew.warden.ProcessTree;
import dev.curfew.warden.TreeKiller;
import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A process that was not started by a {@link ProcessRegistry}, but ends with the scope of one. Its output, its input
 * and its exit code remain with the code that started it. Thread-safe.
 *
 * @see ProcessRegistry#adopt(ProcessHandle)
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class AdoptedProcess {

    private final ProcessIdentity identity;
    private final ProcessTree tree;
    private final KillPolicy policy;
    private final CleanupAction cleanup;

    AdoptedProcess(ProcessIdentity identity, String commandLine, KillPolicy policy, CleanupAction cleanup) {
        this.identity = identity;
        this.tree = ProcessTree.adopted(commandLine, identity);
        this.policy = policy;
        this.cleanup = cleanup;
    }

    /** {@return the process id} */
    public long pid() {
        return identity.pid();
    }

    /** {@return the command line at the time of the adoption, with its words separated by blanks} */
    public String commandLine() {
        return tree.name();
    }

    /** {@return whether the process is alive; a later process that reuses its pid does not count} */
    public boolean isRunning() {
        return Session.current()
                .processes()
                .entry(pid())
                .filter(entry -> entry.identity().equals(identity))
                .filter(ProcessEntry::isAlive)
                .isPresent();
    }

    /**
     * End the process and all its descendants: SIGTERM, the grace period of the registry's policy, then SIGKILL. Does
     * nothing if the process has ended.
     *
     * @return what was done
     * @throws LeftBehindException if a process is still alive when the time budget of the policy is used up
     */
    public KillReport stop() {
        return end(policy);
    }

    /**
     * End the process and all its descendants with SIGKILL. Does nothing if the process has ended.
     *
     * @return what was done
     * @throws LeftBehindException if a process is still alive when the time budget of the policy is used up
     */
    public KillReport kill() {
        return end(policy.withGrace(Duration.ZERO));
    }

    private KillReport end(KillPolicy how) {
        KillReport report = TreeKiller.end(List.of(tree), how);
        if (!report.isClean()) {
            throw new LeftBehindException(report);
        }
        return report;
    }

    ProcessIdentity identity() {
        return identity;
    }

    ProcessTree tree() {
        return tree;
    }

    /** Withdraw the order to end this process after the death of this JVM. */
    void release() {
        cleanup.revoke();
    }

    @Override
    public String toString() {
        return "[" + commandLine() + "] " + (isRunning() ? "running" : "ended") + " (pid " + pid() + ", adopted)";
    }
}
