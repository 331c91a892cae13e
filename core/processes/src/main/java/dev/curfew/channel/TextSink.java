package dev.curfew.channel;

import dev.curfew.recording.OutputSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Keeps the beginning of what a client prints, for messages. Thread-safe. */
public final class TextSink implements OutputSink {

    private static final int MOST_BYTES = 8 * 1024;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long total;
    private long lastNanos = System.nanoTime();
    private boolean ended;

    @Override
    public synchronized void append(byte[] bytes, int offset, int length) {
        kept.write(bytes, offset, Math.min(length, MOST_BYTES - kept.size()));
        total += length;
        lastNanos = System.nanoTime();
    }

    @Override
    public synchronized void end() {
        ended = true;
    }

    @Override
    public synchronized boolean isEnded() {
        return ended;
    }

    @Override
    public synchronized long totalBytes() {
        return total;
    }

    @Override
    public synchronized Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastNanos);
    }

    /** {@return the kept text, without leading and trailing blanks} */
    public synchronized String text() {
        return kept.toString(StandardCharsets.UTF_8).strip();
    }
}
