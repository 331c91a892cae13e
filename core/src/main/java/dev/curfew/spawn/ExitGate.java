package dev.curfew.spawn;

import dev.curfew.internal.Time;
import dev.curfew.output.OutputSink;
import dev.curfew.session.Termination;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Announces the end of a command exactly once, after what it printed has arrived.
 *
 * <p>Usually every stream ends when the command does, and that is the proof. If a process that it leaves behind holds a
 * stream open, the proof is a {@link StreamReader} that has caught up. What arrives later still goes into the log.
 */
final class ExitGate {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Launch launch;
    private final List<StreamReader> readers;
    private final AtomicInteger openStreams;
    private final CountDownLatch announced = new CountDownLatch(1);
    private final AtomicBoolean taken = new AtomicBoolean();
    private volatile @Nullable Termination termination;
    private volatile boolean unasked;

    ExitGate(Launch launch, List<StreamReader> readers) {
        this.launch = launch;
        this.readers = List.copyOf(readers);
        this.openStreams = new AtomicInteger(readers.size());
    }

    /** {@return whether no stream is open any more} */
    boolean streamEnded(OutputSink sink) {
        sink.end();
        boolean last = openStreams.decrementAndGet() == 0;
        announceIfComplete();
        return last;
    }

    /** The command has ended; announce that if its output has arrived, else somebody will look again. */
    void exited(Termination how) {
        if (termination == null) {
            readers.forEach(StreamReader::processExited);
            termination = how;
        }
        announceIfComplete();
        lookAgain();
    }

    /** From now on nobody has to look: neither at the command, nor whether its output has arrived. */
    @SuppressWarnings("FutureReturnValueIgnored") // It is the latch that others wait for.
    void announceUnasked(EndSource source, Process started) {
        unasked = true;
        started.onExit().thenRun(() -> look(source));
        lookAgain();
    }

    /** Only while others hold a stream open and its reader has not caught up, which takes a moment. */
    private void lookAgain() {
        if (unasked && termination != null && announced.getCount() > 0) {
            Time.ofSystem().after(LOOK_AGAIN, () -> {
                announceIfComplete();
                lookAgain();
            });
        }
    }

    void look(EndSource source) {
        if (announced.getCount() > 0) {
            source.poll().ifPresent(this::exited);
        }
    }

    /** Wait until the end is announced, or for so many nanoseconds; a reader can be held up by an expectation. */
    void await(EndSource source, long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        long left = nanos;
        while (announced.getCount() > 0 && left > 0) {
            if (termination != null) {
                announced.await(Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS);
                announceIfComplete();
            } else if (source.await(left)) {
                look(source);
            }
            left = deadline - System.nanoTime();
        }
    }

    void awaitAnnouncement(long nanos) throws InterruptedException {
        announced.await(nanos, TimeUnit.NANOSECONDS);
    }

    private void announceIfComplete() {
        Termination how = termination;
        if (how != null
                && (openStreams.get() == 0 || readers.stream().allMatch(StreamReader::hasCaughtUp))
                && taken.compareAndSet(false, true)) {
            launch.onExit().accept(how);
            announced.countDown();
        }
    }
}
