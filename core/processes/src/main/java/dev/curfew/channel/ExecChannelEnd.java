package dev.curfew.channel;

import dev.curfew.internal.Time;
import dev.curfew.process.Stdio;
import dev.curfew.session.Termination;
import dev.curfew.spawn.Launch;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Announces the end of a command in a sandbox exactly once, after everything that it printed has arrived, as shown by
 * the markers in its streams or by the end of the exec channel. If a terminal was stopped there is no marker; then silence is
 * used instead.
 */
final class ExecChannelEnd {

    /** How long a terminal must be silent if there is no marker: a stopped terminal passes none. */
    static final Duration STOPPED = Duration.ofSeconds(5);

    /**
     * The same for pipes. They always pass the marker, but an engine under load may deliver output seconds later than
     * the report of the end.
     */
    static final Duration LATE = Duration.ofSeconds(20);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Launch launch;
    private final Time time;
    private final Duration patience;
    private final AtomicInteger openStreams;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CountDownLatch announced = new CountDownLatch(1);
    private volatile @Nullable Termination termination;
    private volatile boolean cut;
    private volatile @Nullable Runnable look;
    private volatile long endNanos;

    ExecChannelEnd(Launch launch, Time time) {
        this.launch = launch;
        this.time = time;
        this.patience = launch.command().stdio() instanceof Stdio.Terminal ? STOPPED : LATE;
        this.openStreams = new AtomicInteger(launch.command().stdio().equals(Stdio.SEPARATE_PIPES) ? 2 : 1);
    }

    /** {@return the action that the sink of a stream runs at the marker} */
    Runnable stream() {
        return () -> {
            openStreams.decrementAndGet();
            announceIfComplete();
        };
    }

    /** Note that nothing can arrive any more. */
    void clientEnded() {
        cut = true;
        announceIfComplete();
        lookAgain();
    }

    void exited(Termination how) {
        if (termination == null) {
            endNanos = time.nanos();
            termination = how;
        }
        announceIfComplete();
        lookAgain();
    }

    /** From now on, check without a call of {@link #look()} after the end of the command or of the client. */
    void announceUnasked(Runnable asks) {
        look = asks;
        lookAgain();
    }

    /** Only while markers are missing, or the report of a guard whose client is gone. */
    private void lookAgain() {
        Runnable asks = look;
        if (asks != null && (termination != null || cut) && announced.getCount() > 0) {
            time.after(LOOK_AGAIN, () -> {
                asks.run();
                announceIfComplete();
                lookAgain();
            });
        }
    }

    /**
     * {@return whether it was announced, after waiting for the smaller of the given nanoseconds and
     * {@link #LOOK_NANOS}}
     */
    boolean await(long nanos) throws InterruptedException {
        boolean over = announced.await(Math.min(nanos, LOOK_NANOS), TimeUnit.NANOSECONDS);
        announceIfComplete();
        return over || announced.getCount() == 0;
    }

    void look() {
        if (announced.getCount() > 0) {
            announceIfComplete();
        }
    }

    private void announceIfComplete() {
        Termination how = termination;
        if (how != null && (openStreams.get() <= 0 || cut || isQuiet()) && taken.compareAndSet(false, true)) {
            launch.onExit().accept(how);
            announced.countDown();
        }
    }

    private boolean isQuiet() {
        return time.since(endNanos).compareTo(patience) > 0
                && launch.output().silence().compareTo(patience) > 0
                && launch.errors().silence().compareTo(patience) > 0;
    }
}
