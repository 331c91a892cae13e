package dev.curfew.spawn;

import dev.curfew.internal.Time;
import dev.curfew.recording.OutputSink;
import dev.curfew.session.Termination;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Announces the end of a command exactly once, after everything that it printed has arrived.
 *
 * <p>Usually every stream ends when the command does, and that is the proof. If a process that the command leaves
 * behind holds a stream open, the proof is a {@link StreamReader} that has caught up. Output that arrives later still
 * goes into the log.
 */
final class ExitGate {

    private static final Duration LOOK = Duration.ofMillis(2);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Launch launch;
    private final List<? extends OutputProgress> readers;
    private final Time time;
    private final AtomicInteger openStreams;
    private final CompletableFuture<Void> announced = new CompletableFuture<>();
    private final AtomicBoolean taken = new AtomicBoolean();
    private volatile @Nullable Termination termination;
    private volatile boolean unasked;

    ExitGate(Launch launch, List<? extends OutputProgress> readers) {
        this(launch, readers, Time.ofSystem());
    }

    ExitGate(Launch launch, List<? extends OutputProgress> readers, Time time) {
        this.launch = launch;
        this.time = time;
        this.readers = List.copyOf(readers);
        this.openStreams = new AtomicInteger(readers.size());
    }

    /** Read a stream to its end. It counts as ended even if a sink fails: otherwise the command would never end. */
    boolean read(StreamReader reader, Runnable drain) {
        boolean last = false;
        try {
            drain.run();
        } finally {
            last = streamEnded(reader.sink());
        }
        return last;
    }

    /** {@return whether no stream is open any more, now that the stream of a sink has ended} */
    boolean streamEnded(OutputSink sink) {
        sink.end();
        boolean last = openStreams.decrementAndGet() == 0;
        announceIfComplete();
        return last;
    }

    /** Note that the command has ended. The end is announced if its output has arrived, otherwise by a later check. */
    void exited(Termination how) {
        if (termination == null) {
            for (OutputProgress reader : readers) {
                reader.processExited();
            }
            termination = how;
        }
        announceIfComplete();
        lookAgain();
    }

    /** From now on, announce the end without a call of {@link #look}, and check again until the output has arrived. */
    @SuppressWarnings("FutureReturnValueIgnored") // Threads wait for announced instead.
    void announceUnasked(EndSource source, CompletableFuture<?> exit) {
        unasked = true;
        exit.thenRun(() -> look(source));
        lookAgain();
    }

    /** Only while other processes hold a stream open and its reader has not caught up, which takes a moment. */
    private void lookAgain() {
        if (unasked && termination != null && !announced.isDone()) {
            time.after(LOOK_AGAIN, () -> {
                announceIfComplete();
                lookAgain();
            });
        }
    }

    void look(EndSource source) {
        if (!announced.isDone()) {
            source.poll().ifPresent(this::exited);
        }
    }

    /** Wait until the end is announced, for at most the given nanoseconds; an expectation can hold up a reader. */
    void await(EndSource source, long nanos) throws InterruptedException {
        readers.forEach(OutputProgress::readOn);
        long begin = time.nanos();
        long left = nanos;
        while (!announced.isDone() && left > 0) {
            if (termination != null) {
                time.await(announced, Duration.ofNanos(Math.min(left, LOOK.toNanos())));
                announceIfComplete();
            } else if (source.await(left)) {
                look(source);
            }
            left = nanos - (time.nanos() - begin);
        }
    }

    void awaitAnnouncement(long nanos) throws InterruptedException {
        time.await(announced, Duration.ofNanos(nanos));
    }

    private void announceIfComplete() {
        Termination how = termination;
        if (how != null
                && (openStreams.get() == 0 || readers.stream().allMatch(OutputProgress::hasCaughtUp))
                && taken.compareAndSet(false, true)) {
            try {
                launch.onExit().accept(how);
            } finally {
                announced.complete(null); // Waiting threads continue even if the receiver fails.
            }
        }
    }
}
