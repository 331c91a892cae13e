package dev.curfew.emulator;

import dev.curfew.terminal.ScreenLine;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The lines that have scrolled off the top of a page. Beyond a limit, the oldest are dropped. Not thread-safe. */
final class Scrollback {

    private final int maxLines;
    private final Deque<Line> lines = new ArrayDeque<>();

    Scrollback(int maxLines) {
        this.maxLines = maxLines;
    }

    void add(Line line) {
        if (maxLines == 0) {
            return;
        }
        if (lines.size() == maxLines) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    int size() {
        return lines.size();
    }

    /** Remove the line that was added last. */
    Line takeLast() {
        return lines.removeLast();
    }

    void clear() {
        lines.clear();
    }

    List<ScreenLine> shown() {
        return lines.stream().map(Line::shown).toList();
    }
}
