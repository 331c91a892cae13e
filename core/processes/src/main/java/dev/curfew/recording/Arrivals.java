package dev.curfew.recording;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The times at which the bytes of a stream arrived.
 *
 * <p>Its memory is bounded: when it is full, it drops every second time, and from then on records half as many. Bytes
 * whose time was dropped count as having arrived with the bytes that followed them.
 *
 * <p>Not thread-safe.
 */
final class Arrivals {

    static final int MOST = 1024;

    private static final int INITIAL = 16;

    private long[] ends = new long[INITIAL];
    private long[] nanos = new long[INITIAL];
    private int count;

    /** Bytes that arrive within this time after the first ones of an arrival are part of it. */
    private long resolution = 1_000_000;

    /**
     * Record an arrival.
     *
     * @param end the offset after its last byte
     * @param now the time
     */
    void add(long end, long now) {
        if (count > 0 && now - nanos[count - 1] < resolution) {
            ends[count - 1] = end;
            return;
        }
        makeRoom();
        ends[count] = end;
        nanos[count] = now;
        count++;
    }

    private void makeRoom() {
        if (count == MOST) {
            thin();
        } else if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
    }

    private void thin() {
        count /= 2;
        for (int i = 0; i < count; i++) {
            ends[i] = ends[2 * i + 1];
            nanos[i] = nanos[2 * i + 1];
        }
        resolution *= 2;
    }

    List<Arrival> all() {
        List<Arrival> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(new Arrival(ends[i], nanos[i]));
        }
        return all;
    }
}
