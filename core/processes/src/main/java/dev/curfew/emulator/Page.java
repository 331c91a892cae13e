package dev.curfew.emulator;

import java.util.Arrays;
import java.util.List;

/** The visible lines. A terminal has two pages: the main one, and the alternate one for full-screen programs. */
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
     * Scroll lines up; blank lines are added at the bottom.
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
     * Scroll lines down; blank lines are added at the top.
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

    /** Blank the lines in a range whose end is exclusive. */
    void clear(int from, int to) {
        for (int row = from; row < to; row++) {
            lines[row] = new Line();
        }
    }

    /**
     * Change the size.
     *
     * @param rows the new number of lines
     * @param columns the new width
     * @param dropped how many lines are dropped at the top; any further surplus is dropped at the bottom
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
