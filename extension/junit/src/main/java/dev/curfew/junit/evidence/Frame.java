package dev.curfew.junit.evidence;

import dev.curfew.internal.CharacterWidth;
import dev.curfew.process.Redaction;
import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Screen;
import dev.curfew.terminal.ScreenLine;
import dev.curfew.terminal.Style;
import dev.curfew.terminal.StyledRun;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The screen of a process at one moment, without secrets.
 *
 * @param nanos when it was shown, in the time of {@link System#nanoTime()}
 * @param end the offset in the output up to which it shows the output
 * @param size the size of the terminal
 * @param rows the text and styles of each row
 * @param cursorRow the row of the cursor
 * @param cursorColumn the column of the cursor
 * @param hasCursor whether the cursor is visible
 */
record Frame(
        long nanos,
        long end,
        TerminalSize size,
        List<ScreenLine> rows,
        int cursorRow,
        int cursorColumn,
        boolean hasCursor) {

    static Frame of(TimedText last, Screen screen, Redaction redaction) {
        return new Frame(
                last.nanos(),
                last.end(),
                screen.size(),
                redacted(screen, redaction),
                screen.cursorRow(),
                screen.cursorColumn(),
                screen.isCursorVisible());
    }

    /**
     * The output was redacted before, but a program may have put a secret together on the screen: that row is plain.
     */
    private static List<ScreenLine> redacted(Screen screen, Redaction redaction) {
        String text = String.join("\n", screen.lines());
        String redacted = redaction.redact(text);
        if (redacted.equals(text)) {
            return screen.styledLines();
        }
        String[] rows = redacted.split("\n", -1);
        return IntStream.range(0, screen.rows())
                .mapToObj(row -> redacted(screen.styledLine(row), row < rows.length ? rows[row] : ""))
                .toList();
    }

    private static ScreenLine redacted(ScreenLine line, String text) {
        if (text.equals(line.text())) {
            return line;
        }
        int width = text.codePoints().map(CharacterWidth::of).sum();
        return new ScreenLine(text, List.of(new StyledRun(0, width, text, Style.PLAIN)));
    }

    boolean showsTheSameAs(Frame other) {
        return size.equals(other.size)
                && rows.equals(other.rows)
                && cursorRow == other.cursorRow
                && cursorColumn == other.cursorColumn
                && hasCursor == other.hasCursor;
    }
}
