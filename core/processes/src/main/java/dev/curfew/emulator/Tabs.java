package dev.curfew.emulator;

import java.util.BitSet;

/** The tab stops: every eight columns unless a program changes them. */
final class Tabs {

    private static final int EVERY = 8;

    private final BitSet stops = new BitSet();
    private int known;

    /** Set default stops up to a column; called again when the terminal becomes wider. */
    void reach(int columns) {
        for (; known < columns; known++) {
            stops.set(known, known > 0 && known % EVERY == 0);
        }
    }

    void reset(int columns) {
        stops.clear();
        known = 0;
        reach(columns);
    }

    void set(int column) {
        stops.set(column);
    }

    void clear(int column) {
        stops.clear(column);
    }

    /** Clear all stops; columns that are added later get none either. */
    void clearAll() {
        stops.clear();
        known = Integer.MAX_VALUE;
    }

    /** {@return the first stop after a column, or the last column if there is none} */
    int after(int column, int columns) {
        int stop = stops.nextSetBit(column + 1);
        return stop < 0 || stop >= columns ? columns - 1 : stop;
    }

    /** {@return the last stop before a column, or the first column if there is none} */
    int before(int column) {
        return column == 0 ? 0 : Math.max(0, stops.previousSetBit(column - 1));
    }
}
