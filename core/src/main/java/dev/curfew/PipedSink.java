package dev.curfew;

import dev.curfew.output.OutputSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What a process prints, as a stream for one reader. The process waits while nobody reads. */
final class PipedSink implements OutputSink {

    private static final int BUFFER = 256 * 1024;

    private final PipedInputStream stream = new PipedInputStream(BUFFER);
    private final PipedOutputStream pipe;
    private final AtomicLong total = new AtomicLong();
    private volatile long lastNanos = System.nanoTime();
    private volatile boolean ended;

    PipedSink() {
        try {
            pipe = new PipedOutputStream(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InputStream stream() {
        return stream;
    }

    @Override
    public void append(byte[] bytes, int offset, int length) {
        try {
            pipe.write(bytes, offset, length);
            pipe.flush(); // Wakes the reader, which would otherwise look once a second.
        } catch (IOException e) {
            // Nobody reads any more: what is printed does not matter.
        }
        total.addAndGet(length);
        lastNanos = System.nanoTime();
    }

    @Override
    public void end() {
        ended = true;
        try {
            pipe.close();
        } catch (IOException e) {
            // It is closed.
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

    /** Read no more: what is printed from now on is dropped. */
    void stop() {
        try {
            stream.close();
        } catch (IOException e) {
            // Closing a buffer does not fail.
        }
    }
}
