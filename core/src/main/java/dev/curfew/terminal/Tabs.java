package dev.curfew.terminal;

import java.util.BitSet;

/** Where the tabulator stops: every eight columns unless a program says otherwise. */
final class Tabs {

    private static final int EVERY = 8;

    private final BitSet stops = new BitSet();
    private int known;

    /** Stops have been set by default up to here; a terminal that becomes wider gets more. */
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

    void clearAll() {
        stops.clear();
    }

    /** {@return the first stop after a column, or the last column} */
    int after(int column, int columns) {
        int stop = stops.nextSetBit(column + 1);
        return stop < 0 || stop >= columns ? columns - 1 : stop;
    }

    /** {@return the last stop before a column, or the first column} */
    int before(int column) {
        return column == 0 ? 0 : Math.max(0, stops.previousSetBit(column - 1));
    }
}
