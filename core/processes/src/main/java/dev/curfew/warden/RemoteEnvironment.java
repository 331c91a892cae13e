package dev.curfew.warden;

import dev.curfew.diagnosis.Survivor;
import dev.curfew.process.Signal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The place of a tree that does not run on this machine, or that this machine shows differently, such as under other
 * pids.
 */
public interface RemoteEnvironment {

    /**
     * Send a signal to the process group of the first process of a tree.
     *
     * @param tree the tree
     * @param signal the signal
     * @throws dev.curfew.diagnosis.SandboxGoneException if the place can no longer be reached
     * @throws IOException if it does not accept the signal
     */
    void signal(ProcessTree tree, Signal signal) throws IOException;

    /**
     * End a tree that its guard did not end.
     *
     * @param tree the tree
     * @param limit how long it may take
     * @return the survivors, including possible ones; empty if it is proven that no process is left
     */
    List<Survivor> end(ProcessTree tree, Duration limit);

    /** Resume the place if it is paused and was created by Curfew. */
    void thaw();

    /** {@return the name of the place} */
    String place();
}
