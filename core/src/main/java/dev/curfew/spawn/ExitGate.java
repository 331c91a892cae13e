package dev.curfew.spawn;

import dev.curfew.output.OutputRecorder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Announces the end of a process exactly once, after what it printed has arrived.
 *
 * <p>Usually every stream ends when the process does, and that is the proof. If a process that it leaves behind holds a
 * stream open, the kernel does not say which bytes came from whom: then the end is announced when nothing has arrived
 * for {@link #QUIET}, at the latest after {@link #PATIENCE}. What arrives later still goes into the log.
 */
final class ExitGate {

    private static final Duration QUIET = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final Launch launch;
    private final AtomicInteger openStreams;
    private final CountDownLatch streamsEnded = new CountDownLatch(1);
    private final CountDownLatch announced = new CountDownLatch(1);
    private final AtomicBoolean taken = new AtomicBoolean();

    ExitGate(Launch launch, int streams) {
        this.launch = launch;
        this.openStreams = new AtomicInteger(streams);
    }

    void streamEnded(OutputRecorder recorder) {
        if (openStreams.decrementAndGet() == 0) {
            streamsEnded.countDown();
        }
        recorder.end();
    }

    boolean allStreamsEnded() {
        return streamsEnded.getCount() == 0;
    }

    /** The process has ended; wait for its output and announce it. */
    void exited(int code) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (announced.getCount() > 0 && !streamsEnded.await(QUIET.toMillis(), TimeUnit.MILLISECONDS)) {
            if (isQuiet() || System.nanoTime() > deadline) {
                break;
            }
        }
        announce(code);
    }

    /** The process has ended, and the caller must not be held up. */
    void exitedLater(int code) {
        if (allStreamsEnded()) {
            announce(code);
            return;
        }
        Executor later = CompletableFuture.delayedExecutor(QUIET.toNanos(), TimeUnit.NANOSECONDS);
        later.execute(() -> {
            if (allStreamsEnded() || isQuiet()) {
                announce(code);
            } else {
                exitedLater(code);
            }
        });
    }

    boolean awaitAnnouncement(Duration limit) throws InterruptedException {
        return announced.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    private boolean isQuiet() {
        return launch.output().log().silence().compareTo(QUIET) >= 0
                && launch.errors().log().silence().compareTo(QUIET) >= 0;
    }

    private void announce(int code) {
        if (taken.compareAndSet(false, true)) {
            launch.onExit().accept(code);
            announced.countDown();
        }
    }
}
