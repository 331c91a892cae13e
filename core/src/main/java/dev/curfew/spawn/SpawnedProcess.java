package dev.curfew.spawn;

import dev.curfew.internal.Durations;
import dev.curfew.internal.Uninterruptibly;
import dev.curfew.process.TerminalSize;
import java.io.IOException;
import java.time.Duration;

/**
 * A process that was started, for those who own it. Its output arrives in the recorders of its {@link Launch} and its
 * end at {@link Launch#onExit()}, without a call of theirs.
 */
public interface SpawnedProcess {

    /** {@return the process of the command, whose pid is also that of its process group and session if it has its own} */
    Root root();

    /** {@return where its input goes} */
    InputSink input();

    /**
     * See whether the process has ended while others hold its output open, and have its end announced.
     *
     * <p>In all other cases the end is announced without a call. To be told here too, {@link Process#onExit()} would have
     * to be armed for every process, and it delays the end of all of them.
     */
    void checkExit();

    /**
     * From now on, have the end announced without a call in all cases. That costs what {@link #checkExit()} says, so it is
     * for processes whose end somebody wants to be told.
     */
    default void announceExit() {}

    /**
     * Wait until the end of the process was announced, or time is up.
     *
     * @param limit how long to wait at most
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    void awaitExit(Duration limit) throws InterruptedException;

    /**
     * Wait as {@link #awaitExit(Duration)} does, for a clean-up, which an interrupt must not spoil.
     *
     * @param limit how long to wait at most
     */
    default void awaitExitUninterruptibly(Duration limit) {
        Uninterruptibly.await(Durations.nanos(limit), nanos -> {
            awaitExit(Duration.ofNanos(nanos));
            return true;
        });
    }

    /**
     * {@return whether its terminal hands over whole lines, so that a line can be too long; false on pipes}
     *
     * <p>Costs some milliseconds.
     */
    default boolean readsLines() {
        return false;
    }

    /**
     * Resize the terminal.
     *
     * @param size the new size
     * @throws IOException if the terminal is closed
     * @throws UnsupportedOperationException if the process runs on pipes
     */
    default void resize(TerminalSize size) throws IOException {
        throw new UnsupportedOperationException("A process on pipes has no terminal to resize");
    }
}
