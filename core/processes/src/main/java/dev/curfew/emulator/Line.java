package dev.curfew.emulator;

import dev.curfew.terminal.ScreenLine;
import dev.curfew.terminal.Style;
import dev.curfew.terminal.StyledRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of cells. Cells that were never written are blank and use no memory; the styles of a line without any use none
 * either. Not thread-safe.
 */
final class Line {

    private static final int BLANK = ' ';

    /** The second cell of a wide character. */
    private static final int TAIL = -1;

    /** The maximum length of marks combined with one character; terminals support two to ten. */
    private static final int MOST_MARKS = 16;

    private static final int[] NO_CELLS = {};

    private int[] cells = NO_CELLS;
    private @Nullable String @Nullable [] marks;

    /** Null as long as all cells are plain; cells without an element are plain too. */
    private @Nullable Style @Nullable [] styles;

    static Line blank(int columns, Style style) {
        Line line = new Line();
        line.erase(0, columns, style);
        return line;
    }

    /** Write a character that takes one or two cells. */
    void set(int column, int codePoint, int width, Style style) {
        grow(column + width);
        breakAt(column);
        breakAt(column + width);
        clear(column, column + width, style);
        cells[column] = codePoint;
        if (width == 2) {
            cells[column + 1] = TAIL;
        }
    }

    /** Write a run of single-byte characters. */
    void setPlain(int column, byte[] bytes, int from, int count, Style style) {
        grow(column + count);
        breakAt(column);
        breakAt(column + count);
        for (int i = 0; i < count; i++) {
            cells[column + i] = bytes[from + i];
        }
        clearMarks(column, column + count);
        paint(column, column + count, style);
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

    void erase(int from, int to, Style style) {
        growIfVisible(to, style);
        int end = Math.min(to, cells.length);
        if (from < end) {
            breakAt(from);
            breakAt(end);
            clear(from, end, style);
        }
    }

    void eraseUnprotected(int from, int to, Style style) {
        for (int column = from; column < to; column++) {
            if (!style(column).has(Style.Attribute.PROTECTED)) {
                erase(column, column + 1, style);
            }
        }
    }

    /**
     * Insert blank cells at a column, shifting the rest of the line to the right; cells beyond the last column are
     * lost.
     */
    void insert(int column, int count, int columns, Style style) {
        int stays = columns - count;
        grow(Math.min(columns, cells.length + count));
        growIfVisible(column + count, style);
        breakAt(column);
        if (column < stays) {
            breakAt(stays);
            move(column, column + count, Math.min(stays, cells.length - count) - column);
        }
        clear(column, Math.min(column + count, cells.length), style);
    }

    /** Delete cells at a column, shifting the rest of the line to the left; blank cells are added at its end. */
    void delete(int column, int count, int columns, Style style) {
        growIfVisible(columns, style);
        if (column < cells.length) {
            int from = Math.min(column + count, cells.length);
            breakAt(column);
            breakAt(from);
            move(from, column, cells.length - from);
            clear(cells.length - (from - column), cells.length, style);
        }
    }

    private void move(int from, int to, int count) {
        if (count > 0) {
            System.arraycopy(cells, from, cells, to, count);
            if (marks != null) {
                System.arraycopy(marks, from, marks, to, count);
            }
            if (styles != null) {
                System.arraycopy(styles, from, styles, to, count);
            }
        }
    }

    /** If a wide character spans the boundary before a column, blank both of its halves. */
    private void breakAt(int column) {
        if (column > 0 && column < cells.length && cells[column] == TAIL) {
            clear(column - 1, column + 1);
        }
    }

    private void clear(int from, int to, Style style) {
        clear(from, to);
        paint(from, to, style);
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

    private void paint(int from, int to, Style style) {
        if (styles == null) {
            if (style.equals(Style.PLAIN)) {
                return;
            }
            styles = new Style[cells.length];
        }
        if (from < to) {
            Arrays.fill(styles, from, to, style);
        }
    }

    /** {@return the style of a cell} */
    private Style style(int column) {
        if (styles == null || column >= styles.length) {
            return Style.PLAIN;
        }
        Style style = styles[column];
        return style == null ? Style.PLAIN : style;
    }

    /** Blank cells need no memory unless they have a background. */
    private void growIfVisible(int length, Style style) {
        if (!style.equals(Style.PLAIN)) {
            grow(length);
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
            if (styles != null) {
                styles = Arrays.copyOf(styles, length);
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
            if (styles != null) {
                styles = Arrays.copyOf(styles, columns);
            }
        }
    }

    /** {@return the text and its styles, without trailing blanks that are plain} */
    ScreenLine shown() {
        int end = cells.length;
        while (end > 0 && isPlainBlank(end - 1)) {
            end--;
        }
        List<StyledRun> runs = new ArrayList<>();
        for (int from = 0; from < end; ) {
            Style style = style(from);
            int to = from + 1;
            while (to < end && style(to).equals(style)) {
                to++;
            }
            runs.add(new StyledRun(from, to - from, text(from, to), style));
            from = to;
        }
        return new ScreenLine(toString(), runs);
    }

    private boolean isPlainBlank(int column) {
        return cells[column] == BLANK
                && (marks == null || marks[column] == null)
                && style(column).equals(Style.PLAIN);
    }

    /** {@return the characters, without trailing blanks} */
    @Override
    public String toString() {
        String text = text(0, cells.length);
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == BLANK) {
            end--;
        }
        return text.substring(0, end);
    }

    private String text(int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            if (cells[i] != TAIL) {
                text.appendCodePoint(cells[i]);
                if (marks != null && marks[i] != null) {
                    text.append(marks[i]);
                }
            }
        }
        return text.toString();
    }
}
