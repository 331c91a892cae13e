package dev.curfew.spawn;

import dev.curfew.internal.Durations;
import dev.curfew.internal.Uninterruptibly;
import dev.curfew.process.TerminalSize;
import java.io.IOException;
import java.time.Duration;

/**
 * A started process, as its owner sees it. Its output arrives in the sinks of its {@link Launch} and its end at
 * {@link Launch#onExit()}, without a call by the owner.
 */
public interface SpawnedProcess {

    /**
     * {@return the process of the command, whose pid is also that of its process group and session if it has its own}
     */
    Root root();

    /** {@return its input} */
    InputSink input();

    /**
     * Check whether the process has ended while others hold its output open, and have its end announced.
     *
     * <p>In all other cases the end is announced without a call. For that in this case too, {@link Process#onExit()}
     * would be needed for every process, which delays the end of all of them.
     */
    void checkExit();

    /**
     * From now on, have the end announced without a call in all cases. This has the cost that {@link #checkExit()}
     * describes, so it is for processes whose end has a listener.
     */
    default void announceExit() {}

    /**
     * Wait until the end of the process has been announced, or the limit is reached.
     *
     * @param limit how long to wait at most
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    void awaitExit(Duration limit) throws InterruptedException;

    /**
     * Wait as {@link #awaitExit(Duration)} does, for a clean-up, which an interrupt must not disturb.
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
     * {@return whether its terminal delivers whole lines, so that a line can be too long; false on pipes}
     *
     * <p>Costs some milliseconds.
     */
    default boolean readsLines() {
        return false;
    }

    /**
     * {@return whether its terminal shows what is typed; true if that cannot be determined, and false on pipes}
     *
     * <p>Costs some milliseconds, and in a sandbox the time of an answer.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    default boolean echoes() throws InterruptedException {
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
