package dev.curfew.terminal;

import java.util.Arrays;
import java.util.List;

/** The lines that are shown at once. A terminal has two pages: the usual one, and the alternate one of full-screen programs. */
final class Page {

    private Line[] lines;

    Page(int rows) {
        lines = blank(rows);
    }

    private static Line[] blank(int rows) {
        Line[] lines = new Line[rows];
        Arrays.setAll(lines, row -> new Line());
        return lines;
    }

    Line line(int row) {
        return lines[row];
    }

    /**
     * Scroll some lines up; blank ones come from below.
     *
     * @param top the first line
     * @param bottom the last line
     * @param count how many lines are lost at the top
     */
    void scrollUp(int top, int bottom, int count) {
        int lost = Math.min(count, bottom - top + 1);
        System.arraycopy(lines, top + lost, lines, top, bottom - top + 1 - lost);
        clear(bottom + 1 - lost, bottom + 1);
    }

    /**
     * Scroll some lines down; blank ones come from above.
     *
     * @param top the first line
     * @param bottom the last line
     * @param count how many lines are lost at the bottom
     */
    void scrollDown(int top, int bottom, int count) {
        int lost = Math.min(count, bottom - top + 1);
        System.arraycopy(lines, top, lines, top + lost, bottom - top + 1 - lost);
        clear(top, top + lost);
    }

    /** Make lines blank, from one to before another. */
    void clear(int from, int to) {
        for (int row = from; row < to; row++) {
            lines[row] = new Line();
        }
    }

    /**
     * Change the size.
     *
     * @param rows how many lines there are from now on
     * @param columns how wide they are
     * @param dropped how many lines are lost at the top; what is too much after that is lost at the bottom
     */
    void resize(int rows, int columns, int dropped) {
        Line[] resized = blank(rows);
        System.arraycopy(lines, dropped, resized, 0, Math.min(rows, lines.length - dropped));
        lines = resized;
        for (Line line : lines) {
            line.cut(columns);
        }
    }

    List<String> texts() {
        return Arrays.stream(lines).map(Line::toString).toList();
    }
}
