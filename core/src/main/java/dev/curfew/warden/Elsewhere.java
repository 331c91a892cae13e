package dev.curfew.warden;

import dev.curfew.diagnosis.Survivor;
import dev.curfew.process.Signal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The place of a tree that is not on this machine, or not seen from here as what it is. */
public interface Elsewhere {

    /**
     * Send a signal to the process group of the first process of a tree.
     *
     * @param tree the tree
     * @param signal the signal
     * @throws dev.curfew.diagnosis.SandboxGoneException if the place cannot be reached any more
     * @throws IOException if it does not take the signal
     */
    void signal(ProcessTree tree, Signal signal) throws IOException;

    /**
     * End a tree whose guard did not.
     *
     * @param tree the tree
     * @param limit how long it may take
     * @return who is left, or may be; empty if it is proven that nobody is
     */
    List<Survivor> end(ProcessTree tree, Duration limit);

    /** Have the place go on if somebody has paused it, and it is ours. */
    void thaw();

    /** {@return the name of the place} */
    String place();
}
