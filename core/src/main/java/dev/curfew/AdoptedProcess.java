package dev.curfew;

import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.LeftBehindException;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.session.Will;
import dev.curfew.table.ProcessEntry;
import dev.curfew.table.ProcessTable;
import dev.curfew.warden.ProcessTree;
import dev.curfew.warden.TreeKiller;
import java.time.Duration;
import java.util.List;

/**
 * A process that somebody else has started, and that ends with the scope of a {@link ProcessRegistry}. Its output, its
 * input and its exit code stay with whoever has started it. Safe to use from several threads.
 *
 * @see ProcessRegistry#adopt(ProcessHandle)
 * @since 0.1
 */
public final class AdoptedProcess {

    private final ProcessIdentity identity;
    private final ProcessTree tree;
    private final KillPolicy policy;
    private final Will will;

    AdoptedProcess(ProcessIdentity identity, String commandLine, KillPolicy policy, Will will) {
        this.identity = identity;
        this.tree = ProcessTree.adopted(commandLine, identity);
        this.policy = policy;
        this.will = will;
    }

    /** {@return its pid} */
    public long pid() {
        return identity.pid();
    }

    /** {@return its command line when it was adopted, with a blank between two words} */
    public String commandLine() {
        return tree.name();
    }

    /** {@return whether it lives; whoever has its pid after its end is somebody else} */
    public boolean isRunning() {
        return ProcessTable.ofThisSystem()
                .entry(pid())
                .filter(entry -> entry.identity().equals(identity))
                .filter(ProcessEntry::isAlive)
                .isPresent();
    }

    /**
     * End it and all its descendants: SIGTERM, the grace of the registry's policy, then SIGKILL. Does nothing if it has ended.
     *
     * @return what was done
     * @throws LeftBehindException if a process is still alive when the budget of the policy is used up
     */
    public KillReport stop() {
        return end(policy);
    }

    /**
     * End it and all its descendants with SIGKILL. Does nothing if it has ended.
     *
     * @return what was done
     * @throws LeftBehindException if a process is still alive when the budget of the policy is used up
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

    /** Nobody has to end it any more after the death of this JVM. */
    void release() {
        will.revoke();
    }

    @Override
    public String toString() {
        return "[" + commandLine() + "] " + (isRunning() ? "running" : "ended") + " (pid " + pid() + ", adopted)";
    }
}
