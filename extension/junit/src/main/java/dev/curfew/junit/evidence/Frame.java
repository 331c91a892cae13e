package dev.curfew.junit.evidence;

import dev.curfew.process.Redaction;
import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Screen;
import java.util.ArrayList;
import java.util.List;

/**
 * The screen of a process at one moment, without secrets.
 *
 * @param nanos when it was shown, in the time of {@link System#nanoTime()}
 * @param end the offset in the output up to which it shows the output
 * @param size the size of the terminal
 * @param rows the text of each row
 * @param cursorRow the row of the cursor
 * @param cursorColumn the column of the cursor
 * @param hasCursor whether the cursor is visible
 */
record Frame(
        long nanos,
        long end,
        TerminalSize size,
        List<String> rows,
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

    /** The output was redacted before, but a program may have put a secret together on the screen. */
    private static List<String> redacted(Screen screen, Redaction redaction) {
        String text = String.join("\n", screen.lines());
        String redacted = redaction.redact(text);
        if (redacted.equals(text)) {
            return screen.lines();
        }
        List<String> rows = new ArrayList<>(List.of(redacted.split("\n", -1)));
        while (rows.size() < screen.rows()) {
            rows.add("");
        }
        return List.copyOf(rows.subList(0, screen.rows()));
    }

    boolean showsTheSameAs(Frame other) {
        return size.equals(other.size)
                && rows.equals(other.rows)
                && cursorRow == other.cursorRow
                && cursorColumn == other.cursorColumn
                && hasCursor == other.hasCursor;
    }
}
