package dev.curfew.recording;

import java.util.Arrays;

/** The last bytes of a stream, addressed by their absolute offset, and its first bytes. Not thread-safe. */
final class ByteRing {

    static final int HEAD = 32 * 1024;

    private static final int INITIAL = 4096;

    private final int maxBytes;
    private byte[] bytes;
    private byte[] head = {};
    private long end;

    ByteRing(int maxBytes) {
        this.maxBytes = maxBytes;
        this.bytes = new byte[Math.min(INITIAL, maxBytes)];
    }

    long start() {
        return Math.max(0, end - maxBytes);
    }

    long end() {
        return end;
    }

    /** {@return the first bytes, if some that followed were dropped; otherwise none. Not a copy} */
    byte[] head() {
        return head;
    }

    void append(byte[] source, int offset, int length) {
        keepHead(source, offset, length);
        grow(length);
        int skipped = Math.max(0, length - bytes.length);
        int from = offset + skipped;
        int count = length - skipped;
        int at = (int) ((end + skipped) % bytes.length);
        int first = Math.min(count, bytes.length - at);
        System.arraycopy(source, from, bytes, at, first);
        System.arraycopy(source, from + first, bytes, 0, count - first);
        end += length;
    }

    /** Copied once, before the first byte is overwritten, so that a short stream is not held twice. */
    private void keepHead(byte[] source, int offset, int length) {
        if (end <= maxBytes && end + length > maxBytes) {
            byte[] kept = copy(0, Math.min(end, HEAD));
            int more = Math.min(HEAD - kept.length, length);
            head = Arrays.copyOf(kept, kept.length + more);
            System.arraycopy(source, offset, head, kept.length, more);
        }
    }

    /** Called only before the ring has wrapped, so existing bytes keep their positions. */
    private void grow(int length) {
        long needed = end + length;
        if (bytes.length < maxBytes && needed > bytes.length) {
            long doubled = Math.max(needed, 2L * bytes.length);
            bytes = Arrays.copyOf(bytes, (int) Math.min(maxBytes, doubled));
        }
    }

    /**
     * {@return the offset of the last occurrence of a byte from one offset (inclusive) to another (exclusive), or -1}
     */
    long lastIndexOf(byte sought, long from, long to) {
        int index = (int) (to % bytes.length);
        for (long at = to - 1; at >= from; at--) {
            index = index == 0 ? bytes.length - 1 : index - 1;
            if (bytes[index] == sought) {
                return at;
            }
        }
        return -1;
    }

    byte[] copy(long from, long to) {
        byte[] copy = new byte[(int) (to - from)];
        int at = (int) (from % bytes.length);
        int first = Math.min(copy.length, bytes.length - at);
        System.arraycopy(bytes, at, copy, 0, first);
        System.arraycopy(bytes, 0, copy, first, copy.length - first);
        return copy;
    }
}
