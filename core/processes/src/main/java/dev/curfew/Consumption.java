package dev.curfew;

import dev.curfew.process.ResourceUse;
import dev.curfew.session.Guarded;
import dev.curfew.warden.ProcessTree;

/** The number of processes that a registry has started, and the resources that they have used. Thread-safe. */
final class Consumption {

    private int started;
    private ResourceUse use = ResourceUse.NONE;

    @SuppressWarnings("FutureReturnValueIgnored") // It does not fail.
    void began(ProcessTree tree) {
        count();
        Guarded guard = tree.guard();
        if (guard != null) {
            guard.used().thenAccept(this::add);
        }
    }

    private synchronized void count() {
        started++;
    }

    private synchronized void add(ResourceUse more) {
        use = use.and(more);
    }

    synchronized int started() {
        return started;
    }

    synchronized ResourceUse use() {
        return use;
    }
}
