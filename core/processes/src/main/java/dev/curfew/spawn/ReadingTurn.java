package dev.curfew.spawn;

import dev.curfew.recording.OutputSink;
import dev.curfew.recording.OutputSource;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/**
 * Decides which thread reads the output of a process: its reading thread, or a thread that waits for the output.
 *
 * <p>Waking another thread takes several times as long as a short answer of a program. So if output arrives soon after
 * a thread has begun to wait for it, as in a dialog, the reading thread pauses, and a thread that waits reads the
 * stream itself. The reading thread continues when no thread has done so for a moment, or one has waited for a moment
 * in vain. Meanwhile, the kernel keeps the output.
 *
 * <p>Thread-safe.
 */
final class ReadingTurn implements OutputSource {

    /** How long the reading thread pauses for the next thread that waits, and how long that may read. */
    static final Duration MOMENT = Duration.ofMillis(4);

    /** More than this is no answer in a dialog: the reading thread reads it while others search. */
    static final int LARGEST_ANSWER = 4096;

    /** How many answers in a row, each soon after a thread began to wait for it, make a dialog. */
    static final int DIALOG = 3;

    private final BriefReads stream;
    private final OutputSink sink;
    private final long moment;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** When a thread last began to wait for output. */
    private volatile long wanted;

    private volatile boolean closed;

    /** How many answers in a row the reading thread has read; used only by that thread. */
    private int answers;

    /** Whether the reading thread pauses for threads that wait; guarded by the lock, as all below. */
    private boolean offered;

    /** Whether a thread that waits reads, or is going to. */
    private boolean taken;

    /** When the turn was last offered, taken or given back. */
    private long since;

    ReadingTurn(BriefReads stream, OutputSink sink, Duration moment) {
        this.stream = stream;
        this.sink = sink;
        this.moment = moment.toNanos();
        this.wanted = System.nanoTime() - this.moment;
    }

    @Override
    public void read(IntSupplier room) {
        wanted = System.nanoTime();
        if (Thread.currentThread().isInterrupted() || !take()) {
            return;
        }
        boolean continues = false;
        try {
            int most = Math.min(room.getAsInt(), LARGEST_ANSWER);
            continues = most == 0 || readAnswer(new byte[most]);
        } finally {
            giveBack(continues);
        }
    }

    private boolean take() {
        lock.lock();
        try {
            if (!offered || taken) {
                return false;
            }
            taken = true;
            since = System.nanoTime();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether it was an answer in a dialog} */
    private boolean readAnswer(byte[] buffer) {
        int count = stream.read(buffer);
        if (count > 0) {
            sink.append(buffer, 0, count);
        }
        return count > 0 && count < buffer.length;
    }

    private void giveBack(boolean continues) {
        lock.lock();
        try {
            taken = false;
            since = System.nanoTime();
            if (!continues || !offered) {
                readOn();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Pause as long as threads that wait read instead; called by the reading thread after each read.
     *
     * @param count how much it has read
     */
    void pause(int count) {
        boolean isAnswer = count < LARGEST_ANSWER && System.nanoTime() - wanted < moment;
        answers = isAnswer ? answers + 1 : 0;
        if (answers < DIALOG || closed) {
            return;
        }
        if (stream.prepare()) {
            leave();
        } else {
            closed = true;
        }
    }

    private void leave() {
        lock.lock();
        try {
            offer();
            if (taken) {
                stream.stop();
            }
            while (taken) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void offer() {
        offered = !closed;
        since = System.nanoTime();
        try {
            for (long left = moment; offered && left > 0; left = since + moment - System.nanoTime()) {
                changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            // Only foreign code interrupts a reading thread, whose work is not done.
        }
        offered = false;
    }

    /** Let the reading thread continue at once. */
    void readOn() {
        lock.lock();
        try {
            offered = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** From now on, only the reading thread reads. */
    void close() {
        closed = true;
        readOn();
    }
}
