package dev.curfew.recording;

import dev.curfew.internal.Check;
import dev.curfew.internal.Durations;
import dev.curfew.internal.Text;
import dev.curfew.output.LogPage;
import dev.curfew.output.OutputChunk;
import dev.curfew.output.OutputLog;
import dev.curfew.output.OutputMark;
import dev.curfew.process.TerminalSize;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The log behind every {@link OutputLog}: in addition, it can be filled, read by cursors, and waited for.
 *
 * <p>Thread-safe.
 */
public final class RecordedLog implements OutputLog {

    /**
     * Maximum length of invisible escape sequences, such as colors and titles, at the start of a line, and of a drawing
     * with line characters in which a reader begins.
     */
    private static final int LONGEST_UNSEEN = 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition caughtUp = lock.newCondition();
    private final List<TextCursor> cursors = new ArrayList<>(1);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ByteRing ring;
    private final Arrivals arrivals = new Arrivals();
    private final Steps steps = new Steps(this);
    private final TextMode mode;
    private final int maxBytes;
    private volatile int columns = TerminalSize.DEFAULT.columns();
    private boolean ended;

    /** The offset of the last escape character before {@link #searched}, so that each byte is searched only once. */
    private long lastEscape = -1;

    private long searched;
    private final AtomicLong version = new AtomicLong();
    private volatile long lastOutputNanos = System.nanoTime();
    private volatile OutputSource source = room -> {};

    RecordedLog(int maxBytes, TextMode mode) {
        Check.argument(maxBytes > 0, "maxBytes must be positive", maxBytes);
        this.ring = new ByteRing(maxBytes);
        this.mode = Objects.requireNonNull(mode, "mode");
        this.maxBytes = maxBytes;
    }

    /**
     * {@return the log behind a log that users see}
     *
     * @param log the log; Curfew itself is the only implementer
     */
    public static RecordedLog of(OutputLog log) {
        return (RecordedLog) log;
    }

    /** {@return what was done with the process of this log, if this is the log of its output} */
    public Steps steps() {
        return steps;
    }

    /** {@return a copy of what is kept of the stream, with the times at which it arrived} */
    public RecordedStream recording() {
        lock.lock();
        try {
            byte[] last = ring.copy(ring.start(), ring.end());
            return RecordedStream.of(ring.head(), ring.start(), last, arrivals.all());
        } finally {
            lock.unlock();
        }
    }

    /**
     * {@return a part of the output as {@link #text()} contains it}
     *
     * @param raw the part, with escape sequences and carriage returns
     */
    public String text(String raw) {
        byte[] part = raw.getBytes(StandardCharsets.UTF_8);
        return new Snapshot(0, new byte[0], part, true).decode(mode).text().toString();
    }

    @Override
    public OutputMark mark() {
        return new OutputMark(unfinished().decode(mode).boundary());
    }

    /**
     * {@return the end of the log, including everything that may be incomplete: an escape sequence begins at the last
     * escape character and may contain a long string; anything else that is incomplete is short}
     */
    private Snapshot unfinished() {
        lock.lock();
        try {
            long near = ring.end() - LONGEST_UNSEEN;
            long escape = lastEscape();
            return snapshot(escape < ring.start() ? near : Math.min(escape, near));
        } finally {
            lock.unlock();
        }
    }

    private long lastEscape() {
        long found = ring.lastIndexOf((byte) EscapeFilter.ESC, Math.max(searched, ring.start()), ring.end());
        lastEscape = found < 0 ? lastEscape : found;
        searched = ring.end();
        return lastEscape;
    }

    @Override
    public long totalBytes() {
        lock.lock();
        try {
            return ring.end();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long droppedBytes() {
        lock.lock();
        try {
            return ring.start();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int maxBytes() {
        return maxBytes;
    }

    @Override
    public boolean isEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastOutputNanos);
    }

    @Override
    public String text() {
        return snapshot(0).text(mode, columns);
    }

    @Override
    public String raw() {
        return snapshot(0).text(TextMode.RAW, columns);
    }

    @Override
    public byte[] bytes() {
        lock.lock();
        try {
            return ring.copy(ring.start(), ring.end());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public byte[] bytes(OutputMark mark) {
        requireNotBehindEnd(mark);
        lock.lock();
        try {
            return ring.copy(Math.max(mark.offset(), ring.start()), ring.end());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public OutputChunk since(OutputMark mark) {
        requireNotBehindEnd(mark);
        Snapshot found = snapshot(mark.offset());
        Snapshot whole = found.start() == mark.offset() ? found : found.withoutRemnant();
        TextDecoder decoder = whole.decode(mode);
        long missed = whole.start() - mark.offset();
        return new OutputChunk(decoder.text().toString(), new OutputMark(decoder.boundary()), missed);
    }

    private void requireNotBehindEnd(OutputMark mark) {
        long end = totalBytes();
        Check.argument(mark.offset() <= end, "mark must not be after the end at " + end, mark.offset());
    }

    @Override
    public List<String> lines() {
        return text().lines().toList();
    }

    @Override
    public LogPage tail(int maxLines) {
        Check.argument(maxLines >= 0, "maxLines must not be negative", maxLines);
        Snapshot held = snapshot(0);
        LineIndex lines = LineIndex.of(held.text(mode, columns));
        int total = lines.count();
        int first = Math.max(0, total - maxLines);
        return new LogPage(lines.lines(first, total), first, total, held.start());
    }

    @Override
    public String last(int maxCharacters) {
        Check.argument(maxCharacters >= 0, "maxCharacters must not be negative", maxCharacters);
        long window = LONGEST_UNSEEN + (long) maxCharacters;
        while (true) {
            Snapshot end = snapshot(Math.max(0, totalBytes() - window));
            String text = end.text(mode, columns);
            // The window may contain escape sequences and characters of several bytes.
            if (text.length() >= maxCharacters || end.start() <= droppedBytes()) {
                return Text.last(text, maxCharacters);
            }
            window *= 4;
        }
    }

    @Override
    public LogPage page(int first, int maxLines) {
        Check.argument(first >= 0, "first must not be negative", first);
        Check.argument(maxLines >= 0, "maxLines must not be negative", maxLines);
        Snapshot held = snapshot(0);
        LineIndex lines = LineIndex.of(held.text(mode, columns));
        int total = lines.count();
        int from = Math.min(first, total);
        int to = (int) Math.min((long) from + maxLines, total);
        return new LogPage(lines.lines(from, to), from, total, held.start());
    }

    /**
     * {@return a cursor that reads the text after a mark as it arrives; it must be closed}
     *
     * @param mark where to begin
     * @param raw whether to keep escape sequences and carriage returns
     * @throws IllegalArgumentException if the mark is after the end of this log
     */
    public TextCursor cursor(OutputMark mark, boolean raw) {
        requireNotBehindEnd(mark);
        lock.lock();
        try {
            long from = Math.max(mark.offset(), ring.start());
            TextDecoder decoder = new TextDecoder(raw ? TextMode.RAW : mode, from, before(from));
            TextCursor cursor = new TextCursor(this, decoder, mark.offset(), from);
            cursors.add(cursor);
            return cursor;
        } finally {
            lock.unlock();
        }
    }

    /**
     * {@return a number that increases whenever output arrives, the output ends, or {@link OutputRecorder#announce()}
     * is called}
     */
    public long version() {
        return version.get();
    }

    /**
     * Wait until {@link #version()} differs from a known value, or the time limit expires. A thread that waits may fill
     * this log itself, from its {@link OutputSource}.
     *
     * @param seen the known value
     * @param limit the maximum time to wait
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public void awaitChange(long seen, Duration limit) throws InterruptedException {
        long begin = System.nanoTime();
        source.read(() -> roomAfter(seen));
        lock.lockInterruptibly();
        try {
            long nanos = Durations.nanos(limit) - (System.nanoTime() - begin);
            while (version.get() == seen && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Register an action that runs whenever {@link #version()} increases. It runs in the thread that increases it,
     * while that thread holds the lock of this log. It must neither block nor read this log, but may notify another
     * thread.
     *
     * @param listener the action, which must not throw an exception
     * @return an action that removes the registration
     */
    public Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void append(byte[] bytes, int offset, int length) {
        lock.lock();
        try {
            for (int done = 0; done < length; ) {
                int piece = (int) Math.min(length - done, awaitRoom());
                ring.append(bytes, offset + done, piece);
                done += piece;
                lastOutputNanos = System.nanoTime();
                arrivals.add(ring.end(), lastOutputNanos);
                signal();
            }
        } finally {
            lock.unlock();
        }
    }

    void wrapAt(int width) {
        columns = width;
    }

    void readFrom(OutputSource source) {
        this.source = source;
    }

    /**
     * {@return how much a thread that waits can append without waiting for a cursor, its own or another one; nothing if
     * the version is not the known one}
     */
    private int roomAfter(long seen) {
        lock.lock();
        try {
            return version.get() == seen && room() >= maxBytes ? maxBytes : 0;
        } finally {
            lock.unlock();
        }
    }

    /** Bytes that an open cursor has not decoded are not dropped: writers wait instead. */
    private long awaitRoom() {
        long room = room();
        while (room == 0) {
            caughtUp.awaitUninterruptibly();
            room = room();
        }
        return room;
    }

    private long room() {
        if (cursors.isEmpty()) {
            return Integer.MAX_VALUE;
        }
        long oldest = ring.end();
        for (TextCursor cursor : cursors) {
            oldest = Math.min(oldest, cursor.position());
        }
        return Math.max(0, maxBytes - (ring.end() - oldest));
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            signal();
        } finally {
            lock.unlock();
        }
    }

    void announce() {
        lock.lock();
        try {
            signal();
        } finally {
            lock.unlock();
        }
    }

    /** {@return the bytes that arrived after the position of a cursor, which moves to the end} */
    byte[] take(TextCursor cursor) {
        lock.lock();
        try {
            byte[] bytes = ring.copy(cursor.position(), ring.end());
            cursor.moveTo(ring.end(), ended);
            caughtUp.signalAll();
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    void release(TextCursor cursor) {
        lock.lock();
        try {
            cursors.remove(cursor);
            caughtUp.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void signal() {
        version.incrementAndGet();
        changed.signalAll();
        for (Runnable listener : listeners) {
            listener.run();
        }
    }

    /** {@return the contents of the log after an offset} */
    private Snapshot snapshot(long offset) {
        lock.lock();
        try {
            long from = Math.max(offset, ring.start());
            return new Snapshot(from, before(from), ring.copy(from, ring.end()), ended);
        } finally {
            lock.unlock();
        }
    }

    /**
     * {@return the bytes before an offset, as far as they influence the text after it} So all readers of a log agree on
     * line ends, repeated characters and line drawing, wherever they begin.
     */
    private byte[] before(long offset) {
        long from = mode.foldsLineEnds() ? Math.max(ring.start(), offset - LONGEST_UNSEEN) : offset;
        return ring.copy(from, offset);
    }
}
