package dev.curfew.emulator;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A line of cells. Cells that were never written are blank and use no memory. Not thread-safe. */
final class Line {

    private static final int BLANK = ' ';

    /** The second cell of a wide character. */
    private static final int TAIL = -1;

    /** The maximum length of marks combined with one character; terminals support two to ten. */
    private static final int MOST_MARKS = 16;

    private static final int[] NO_CELLS = {};

    private int[] cells = NO_CELLS;
    private @Nullable String @Nullable [] marks;

    /** Write a character that takes one or two cells. */
    void set(int column, int codePoint, int width) {
        grow(column + width);
        breakAt(column);
        breakAt(column + width);
        clear(column, column + width);
        cells[column] = codePoint;
        if (width == 2) {
            cells[column + 1] = TAIL;
        }
    }

    /** Write a run of single-byte characters. */
    void setPlain(int column, byte[] bytes, int from, int count) {
        grow(column + count);
        breakAt(column);
        breakAt(column + count);
        for (int i = 0; i < count; i++) {
            cells[column + i] = bytes[from + i];
        }
        clearMarks(column, column + count);
    }

    /**
     * Combine a mark with the character at a column; a column with the second half of a wide character stands for both.
     */
    void join(int column, int mark) {
        grow(column + 1);
        int at = cells[column] == TAIL ? column - 1 : column;
        if (marks == null) {
            marks = new String[cells.length];
        }
        @Nullable String[] all = marks;
        String before = all[at] == null ? "" : all[at];
        if (before.length() < MOST_MARKS) {
            all[at] = before + Character.toString(mark);
        }
    }

    void erase(int from, int to) {
        int end = Math.min(to, cells.length);
        if (from < end) {
            breakAt(from);
            breakAt(end);
            clear(from, end);
        }
    }

    /**
     * Insert blank cells at a column, shifting the rest of the line to the right; cells beyond the last column are
     * lost.
     */
    void insert(int column, int count, int columns) {
        int stays = columns - count;
        grow(Math.min(columns, cells.length + count));
        breakAt(column);
        if (column < stays) {
            breakAt(stays);
            move(column, column + count, Math.min(stays, cells.length - count) - column);
        }
        clear(column, Math.min(column + count, cells.length));
    }

    /** Delete cells at a column, shifting the rest of the line to the left. */
    void delete(int column, int count) {
        if (column < cells.length) {
            int from = Math.min(column + count, cells.length);
            breakAt(column);
            breakAt(from);
            move(from, column, cells.length - from);
            clear(cells.length - (from - column), cells.length);
        }
    }

    private void move(int from, int to, int count) {
        if (count > 0) {
            System.arraycopy(cells, from, cells, to, count);
            if (marks != null) {
                System.arraycopy(marks, from, marks, to, count);
            }
        }
    }

    /** If a wide character spans the boundary before a column, blank both of its halves. */
    private void breakAt(int column) {
        if (column > 0 && column < cells.length && cells[column] == TAIL) {
            clear(column - 1, column + 1);
        }
    }

    private void clear(int from, int to) {
        if (from < to) {
            Arrays.fill(cells, from, to, BLANK);
            clearMarks(from, to);
        }
    }

    private void clearMarks(int from, int to) {
        if (marks != null) {
            Arrays.fill(marks, from, to, null);
        }
    }

    private void grow(int length) {
        int old = cells.length;
        if (length > old) {
            cells = Arrays.copyOf(cells, length);
            Arrays.fill(cells, old, length, BLANK);
            if (marks != null) {
                marks = Arrays.copyOf(marks, length);
            }
        }
    }

    /** Drop the cells beyond a width. */
    void cut(int columns) {
        if (cells.length > columns) {
            breakAt(columns);
            cells = Arrays.copyOf(cells, columns);
            if (marks != null) {
                marks = Arrays.copyOf(marks, columns);
            }
        }
    }

    /** {@return the characters, without trailing blanks} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(cells.length);
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] != TAIL) {
                text.appendCodePoint(cells[i]);
                if (marks != null && marks[i] != null) {
                    text.append(marks[i]);
                }
            }
        }
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == BLANK) {
            end--;
        }
        return text.substring(0, end);
    }
}
