package dev.curfew.recording;

import java.util.Arrays;
import java.util.List;

/**
 * A copy of what a log has kept of a stream: the first and the last bytes, and when they arrived. Immutable, except
 * that the arrays are not copied.
 */
public final class RecordedStream {

    private final byte[] head;
    private final long tailStart;
    private final byte[] tail;
    private final List<Arrival> arrivals;

    private RecordedStream(byte[] head, long tailStart, byte[] tail, List<Arrival> arrivals) {
        this.head = head;
        this.tailStart = tailStart;
        this.tail = tail;
        this.arrivals = List.copyOf(arrivals);
    }

    /**
     * {@return the recording of a stream}
     *
     * @param head its first bytes, as many as were kept
     * @param start the offset of the first one of its last bytes; the two may overlap
     * @param last its last bytes
     */
    static RecordedStream of(byte[] head, long start, byte[] last, List<Arrival> arrivals) {
        if (head.length < start) {
            Snapshot tail = new Snapshot(start, new byte[0], last, true).withoutRemnant();
            return new RecordedStream(head, tail.start(), tail.bytes(), arrivals);
        }
        int before = (int) start;
        byte[] all = Arrays.copyOf(head, before + last.length);
        System.arraycopy(last, 0, all, before, last.length);
        return new RecordedStream(new byte[0], 0, all, arrivals);
    }

    /** {@return the first bytes if some of those that followed were dropped; otherwise none} */
    public byte[] head() {
        return head;
    }

    /** {@return the offset of the first byte of the tail, where text can begin} */
    public long tailStart() {
        return tailStart;
    }

    /** {@return the last bytes, or all if none were dropped} */
    public byte[] tail() {
        return tail;
    }

    /** {@return the number of bytes between head and tail that were dropped} */
    public long omittedBytes() {
        return tailStart - head.length;
    }

    /** {@return when the bytes arrived, in the order of their offsets} */
    public List<Arrival> arrivals() {
        return arrivals;
    }
}
