package dev.curfew.spawn;

/** How far the output of a process has arrived. */
interface OutputProgress {

    /** Note that the process has ended: what it printed is in the stream by now. */
    void processExited();

    /** {@return whether what the process printed before its end has arrived} */
    boolean hasCaughtUp();
}
