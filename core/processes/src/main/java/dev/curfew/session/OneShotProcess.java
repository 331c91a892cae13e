package dev.curfew.session;

import dev.curfew.internal.Durations;
import dev.curfew.internal.Uninterruptibly;
import dev.curfew.recording.OutputRecorder;
import dev.curfew.recording.TextMode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A short command that was started to read what it prints. Subclasses differ in where it runs and how it is ended;
 * limits and interrupts have the same effect everywhere. It is awaited once.
 */
public abstract class OneShotProcess {

    /** Engines list all containers of a machine. */
    protected static final int MOST_OUTPUT_BYTES = 4 * 1024 * 1024;

    static final int MOST_ERROR_BYTES = 8 * 1024;

    /** Receives its standard output. */
    protected final OutputRecorder output;

    /** Receives its standard error. */
    protected final OutputRecorder errors = new OutputRecorder(MOST_ERROR_BYTES, TextMode.PLAIN);

    /**
     * Create one that is not started yet.
     *
     * @param mostOutput how many bytes of its output are kept, of a longer output the last ones
     */
    protected OneShotProcess(int mostOutput) {
        output = new OutputRecorder(mostOutput, TextMode.PLAIN);
    }

    /**
     * Wait until it has ended and everything that it printed before has arrived, or the limit is reached.
     *
     * @param limit how long to wait at most
     * @return how it ended, or empty if it has not
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    protected abstract Optional<Termination> awaitEnd(Duration limit) throws InterruptedException;

    /** Kill it with its descendants unless it has ended, and release what it uses. */
    protected abstract void close();

    /**
     * Wait for the end, and kill it with its descendants if the limit is reached or the thread is interrupted. After an
     * interrupt the interrupt flag is set.
     *
     * @param limit how long it may take
     * @return how it ended, and what it printed
     */
    public final OneShotResult await(Duration limit) {
        try {
            return finish(awaitEnd(limit), limit);
        } catch (InterruptedException e) {
            try {
                return finish(Optional.empty(), "was killed because the thread that waited for it was interrupted");
            } finally {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Wait for the end as {@link #await} does, but through interrupts, as a cleanup must.
     *
     * @param limit how long it may take
     * @return how it ended, and what it printed
     */
    public final OneShotResult awaitUninterruptibly(Duration limit) {
        AtomicReference<@Nullable Termination> end = new AtomicReference<>();
        Uninterruptibly.await(Durations.nanos(limit), nanos -> {
            end.set(awaitEnd(Duration.ofNanos(nanos)).orElse(null));
            return true;
        });
        return finish(Optional.ofNullable(end.get()), limit);
    }

    private OneShotResult finish(Optional<Termination> end, Duration limit) {
        return end.isPresent()
                ? finish(end, end.get().describe())
                : finish(end, "did not end within " + Durations.text(limit) + " and was killed");
    }

    private OneShotResult finish(Optional<Termination> end, String how) {
        close();
        return new OneShotResult(output.log(), errors.log(), end.orElse(null), how);
    }
}
