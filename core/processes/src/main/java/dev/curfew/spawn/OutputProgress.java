package dev.curfew.spawn;

/** The progress of the output of a process. */
interface OutputProgress {

    /** Note that the process has ended: what it printed is in the stream by now. */
    void processExited();

    /** Have all output read by the thread whose work this is, because a thread waits for the end of the process. */
    default void readOn() {}

    /** {@return whether what the process printed before its end has arrived} */
    boolean hasCaughtUp();
}
