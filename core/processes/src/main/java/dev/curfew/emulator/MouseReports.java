package dev.curfew.emulator;

import java.nio.charset.StandardCharsets;

/** Reports of mouse events, in the encoding that the program has selected. */
final class MouseReports {

    private static final int X10 = 9;
    private static final int DRAGS = 1002;

    private static final int UTF_8 = 1005;
    private static final int SGR = 1006;
    private static final int URXVT = 1015;

    private static final int LEFT = 0;
    private static final int RELEASED = 3;
    private static final int MOVED = 32;
    private static final int WHEEL_UP = 64;
    private static final int WHEEL_DOWN = 65;

    /** Added to numbers that are sent as characters, so that none is a control character. */
    private static final int OFFSET = 32;

    private static final int LARGEST_BYTE = 0xFF;

    /** The largest character that has two bytes in UTF-8. */
    private static final int LARGEST_CHARACTER = 0x7FF;

    private final int events;
    private final int encoding;
    private final StringBuilder reports = new StringBuilder();

    /**
     * Create reports without events.
     *
     * @param events the private mode that selects the events, or 0 for none
     * @param encoding the private mode that selects the encoding, or 0 for the original one
     */
    MouseReports(int events, int encoding) {
        this.events = events;
        this.encoding = encoding;
    }

    MouseReports press(int row, int column) {
        return events == 0 ? this : report(LEFT, row, column, 'M');
    }

    MouseReports moveIf(boolean moves, int row, int column) {
        return moves && events >= DRAGS ? report(LEFT + MOVED, row, column, 'M') : this;
    }

    MouseReports release(int row, int column) {
        if (events <= X10) {
            return this;
        }
        return report(encoding == SGR ? LEFT : RELEASED, row, column, 'm');
    }

    MouseReports wheel(int row, int column, int notches) {
        for (int i = 0; i < Math.abs(notches) && events > X10; i++) {
            report(notches < 0 ? WHEEL_UP : WHEEL_DOWN, row, column, 'M');
        }
        return this;
    }

    /** Columns and rows are counted from 1. Only SGR distinguishes the end of a report. */
    private MouseReports report(int button, int row, int column, char last) {
        reports.append("\u001B[");
        switch (encoding) {
            case SGR -> append("<", button, column, row).append(last);
            case URXVT -> append("", button + OFFSET, column, row).append('M');
            default ->
                reports.append('M')
                        .append(character(button))
                        .append(character(column + 1))
                        .append(character(row + 1));
        }
        return this;
    }

    private StringBuilder append(String prefix, int button, int column, int row) {
        return reports.append(prefix)
                .append(button)
                .append(';')
                .append(column + 1)
                .append(';')
                .append(row + 1);
    }

    /** xterm sends NUL for what cannot be represented. */
    private char character(int number) {
        int largest = encoding == UTF_8 ? LARGEST_CHARACTER : LARGEST_BYTE;
        return number + OFFSET > largest ? '\0' : (char) (number + OFFSET);
    }

    /** {@return the reports; empty if none was requested} */
    byte[] bytes() {
        return reports.toString().getBytes(encoding == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }
}
