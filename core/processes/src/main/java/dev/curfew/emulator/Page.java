package dev.curfew.emulator;

import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.ScreenLine;
import dev.curfew.terminal.Style;
import java.util.Arrays;
import java.util.List;

/** The visible lines. A terminal has two pages: the main one, and the alternate one for full-screen programs. */
final class Page {

    final Scrollback scrollback;
    private Line[] lines;
    private int columns;

    Page(TerminalSize size, Scrollback scrollback) {
        this.scrollback = scrollback;
        lines = blank(size.rows());
        columns = size.columns();
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
     * Scroll lines up; blank lines are added at the bottom. What scrolls off the page is added to the scrollback.
     *
     * @param top the first line
     * @param bottom the last line
     * @param count how many lines are lost at the top
     * @param blank the style of the added lines
     */
    void scrollUp(int top, int bottom, int count, Style blank) {
        int lost = Math.min(count, bottom - top + 1);
        if (top == 0) {
            save(lost);
        }
        System.arraycopy(lines, top + lost, lines, top, bottom - top + 1 - lost);
        clear(bottom + 1 - lost, bottom + 1, blank);
    }

    private void save(int count) {
        for (int row = 0; row < count; row++) {
            scrollback.add(lines[row]);
        }
    }

    /**
     * Scroll lines down; blank lines are added at the top.
     *
     * @param top the first line
     * @param bottom the last line
     * @param count how many lines are lost at the bottom
     * @param blank the style of the added lines
     */
    void scrollDown(int top, int bottom, int count, Style blank) {
        int lost = Math.min(count, bottom - top + 1);
        System.arraycopy(lines, top, lines, top + lost, bottom - top + 1 - lost);
        clear(top, top + lost, blank);
    }

    /** Blank the lines in a range whose end is exclusive. */
    void clear(int from, int to, Style blank) {
        for (int row = from; row < to; row++) {
            lines[row] = Line.blank(columns, blank);
        }
    }

    /**
     * Change the size.
     *
     * @param size the new size
     * @param dropped how many lines move from the top to the scrollback; any further surplus is dropped at the bottom
     */
    void resize(TerminalSize size, int dropped) {
        save(dropped);
        Line[] resized = blank(size.rows());
        System.arraycopy(lines, dropped, resized, 0, Math.min(size.rows(), lines.length - dropped));
        lines = resized;
        columns = size.columns();
        for (Line line : lines) {
            line.cut(columns);
        }
    }

    /**
     * Move the newest lines of the scrollback back to the top, and lose as many at the bottom.
     *
     * @return how many there were, at most as many as wanted
     */
    int restore(int wanted) {
        int restored = Math.min(wanted, scrollback.size());
        System.arraycopy(lines, 0, lines, restored, lines.length - restored);
        for (int row = restored - 1; row >= 0; row--) {
            lines[row] = scrollback.takeLast();
            lines[row].cut(columns);
        }
        return restored;
    }

    List<ScreenLine> shown() {
        return Arrays.stream(lines).map(Line::shown).toList();
    }
}
