package dev.curfew;

import dev.curfew.internal.Durations;
import dev.curfew.recording.OutputSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The output of a process as a stream for one reader. The process blocks while the buffer is full. */
final class PipedSink implements OutputSink {

    private static final int CAPACITY = 256 * 1024;

    private final Duration longestStall;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final byte[] buffer = new byte[CAPACITY];
    private int first;
    private int count;
    private boolean stopped;

    private final AtomicLong total = new AtomicLong();
    private volatile long lastNanos = System.nanoTime();
    private volatile boolean ended;

    /**
     * Create a sink.
     *
     * @param longestStall how long the reader waits for the next byte
     */
    PipedSink(Duration longestStall) {
        this.longestStall = longestStall;
    }

    /**
     * {@return the stream; reading fails if nothing arrives for too long, or if the thread is interrupted, which keeps
     * its interrupted status}
     */
    InputStream stream() {
        return new Reader();
    }

    @Override
    public void append(byte[] bytes, int offset, int length) {
        lock.lock();
        try {
            int done = 0;
            while (done < length && awaitRoom()) {
                done += put(bytes, offset + done, length - done);
            }
            total.addAndGet(length);
            lastNanos = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether there is space in the buffer, after waiting for it; if not, reading has stopped} */
    private boolean awaitRoom() {
        while (count == CAPACITY && !stopped) {
            changed.awaitUninterruptibly();
        }
        return !stopped;
    }

    private int put(byte[] bytes, int offset, int length) {
        int at = (first + count) % CAPACITY;
        int piece = Math.min(length, Math.min(CAPACITY - count, CAPACITY - at));
        System.arraycopy(bytes, offset, buffer, at, piece);
        count += piece;
        changed.signalAll();
        return piece;
    }

    private int take(byte[] bytes, int offset, int length) throws IOException {
        lock.lock();
        try {
            awaitBytes();
            if (count == 0) {
                return -1;
            }
            int piece = Math.min(length, Math.min(count, CAPACITY - first));
            System.arraycopy(buffer, first, bytes, offset, piece);
            first = (first + piece) % CAPACITY;
            count -= piece;
            changed.signalAll();
            return piece;
        } finally {
            lock.unlock();
        }
    }

    private void awaitBytes() throws IOException {
        try {
            long left = Durations.nanos(longestStall);
            while (count == 0 && !ended && !stopped) {
                if (left <= 0) {
                    throw new IOException("no byte arrived for " + Durations.text(longestStall));
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isEnded() {
        return ended;
    }

    @Override
    public long totalBytes() {
        return total.get();
    }

    @Override
    public Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastNanos);
    }

    /** Stop reading; all further output is dropped. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private final class Reader extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] single = new byte[1];
            return take(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return length == 0 ? 0 : take(bytes, offset, length);
        }
    }
}
