package dev.curfew.spawn;

import dev.curfew.output.OutputRecorder;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Announces the end of a process exactly once, after what it printed has arrived.
 *
 * <p>Usually every stream ends when the process does, and that is the proof. If a process that it leaves behind holds a
 * stream open, the proof is a {@link StreamReader} that has caught up. What arrives later still goes into the log.
 */
final class ExitGate {

    private static final long LOOK_MILLIS = 2;

    private final Launch launch;
    private final List<StreamReader> readers;
    private final AtomicInteger openStreams;
    private final CountDownLatch streamsEnded = new CountDownLatch(1);
    private final CountDownLatch announced = new CountDownLatch(1);
    private final AtomicBoolean taken = new AtomicBoolean();

    ExitGate(Launch launch, List<StreamReader> readers) {
        this.launch = launch;
        this.readers = List.copyOf(readers);
        this.openStreams = new AtomicInteger(readers.size());
    }

    /** {@return whether no stream is open any more} */
    boolean streamEnded(OutputRecorder recorder) {
        boolean last = openStreams.decrementAndGet() == 0;
        if (last) {
            streamsEnded.countDown();
        }
        recorder.end();
        return last;
    }

    /** The process has ended; wait for its output, at most for a time, and announce the end. */
    void exited(int code, long nanos) throws InterruptedException {
        if (announced.getCount() == 0) {
            return;
        }
        readers.forEach(StreamReader::processExited);
        long deadline = System.nanoTime() + nanos;
        while (!streamsEnded.await(LOOK_MILLIS, TimeUnit.MILLISECONDS) && !allHaveCaughtUp()) {
            if (System.nanoTime() - deadline > 0) {
                return; // A reader is held up by an expectation that nobody evaluates.
            }
        }
        announce(code);
    }

    /** The process has ended; announce the end if its output has arrived, else somebody will look again. */
    void exited(int code) {
        readers.forEach(StreamReader::processExited);
        if (streamsEnded.getCount() == 0 || allHaveCaughtUp()) {
            announce(code);
        }
    }

    boolean awaitAnnouncement(long nanos) throws InterruptedException {
        return announced.await(nanos, TimeUnit.NANOSECONDS);
    }

    private boolean allHaveCaughtUp() {
        return readers.stream().allMatch(StreamReader::hasCaughtUp);
    }

    private void announce(int code) {
        if (taken.compareAndSet(false, true)) {
            launch.onExit().accept(code);
            announced.countDown();
        }
    }
}
