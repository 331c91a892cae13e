package dev.curfew.terminal;

import dev.curfew.internal.Check;
import dev.curfew.process.TerminalSize;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * What a person would see on a terminal at one moment, as text; colors and other looks are left out.
 *
 * <p>It is what xterm would show: the cursor moves, lines scroll, programs such as editors have a page of their own, and
 * wide characters take two columns. Rows and columns are counted from 0.
 *
 * @param size the size of the terminal
 * @param lines the lines from top to bottom, one for each row, without the blanks at their ends
 * @param cursorRow the row of the cursor
 * @param cursorColumn the column of the cursor; the last one also after that was written to
 * @param isCursorVisible whether the cursor is shown
 * @param title the title of the window, empty if none was set
 * @param isAlternate whether the page of full-screen programs is shown, rather than the usual one
 * @since 0.1
 */
public record Screen(
        TerminalSize size,
        List<String> lines,
        int cursorRow,
        int cursorColumn,
        boolean isCursorVisible,
        String title,
        boolean isAlternate) {

    /**
     * Copy the lines, and check that they fit the size.
     *
     * @param size the size of the terminal
     * @param lines the lines from top to bottom, one for each row
     * @param cursorRow the row of the cursor
     * @param cursorColumn the column of the cursor
     * @param isCursorVisible whether the cursor is shown
     * @param title the title of the window
     * @param isAlternate whether the page of full-screen programs is shown
     */
    public Screen {
        lines = List.copyOf(lines);
        Objects.requireNonNull(title, "title");
        Check.argument(lines.size() == size.rows(), "lines must be as many as rows, " + size.rows(), lines.size());
        Check.argument(
                cursorRow >= 0 && cursorRow < size.rows(), "cursorRow must be less than " + size.rows(), cursorRow);
        Check.argument(
                cursorColumn >= 0 && cursorColumn < size.columns(),
                "cursorColumn must be less than " + size.columns(),
                cursorColumn);
    }

    /**
     * {@return what a person would see after something was printed on an empty screen}
     *
     * @param printed what was printed, with its escape sequences
     * @param size the size of the terminal
     */
    public static Screen of(String printed, TerminalSize size) {
        ScreenRecorder recorder = new ScreenRecorder(size, answer -> {});
        byte[] bytes = printed.getBytes(StandardCharsets.UTF_8);
        recorder.append(bytes, 0, bytes.length);
        return recorder.screen();
    }

    /** {@return how many rows there are} */
    public int rows() {
        return size.rows();
    }

    /** {@return how many columns there are} */
    public int columns() {
        return size.columns();
    }

    /**
     * {@return a line, without the blanks at its end}
     *
     * @param row the row, from 0
     */
    public String line(int row) {
        return lines.get(Objects.checkIndex(row, lines.size()));
    }

    /** {@return the line of the cursor, without the blanks at its end} */
    public String cursorLine() {
        return line(cursorRow);
    }

    /** {@return the lines, separated by line feeds, without the empty ones at the end} */
    public String text() {
        return String.join("\n", lines).stripTrailing();
    }

    /**
     * {@return whether a text is on the screen; it may go over several lines}
     *
     * @param text the text, with line feeds where it goes on in the next line
     */
    public boolean contains(String text) {
        return String.join("\n", lines).contains(text);
    }

    /**
     * {@return this screen for a person who reads a message: a line that says its size and where the cursor is, and then
     * the lines in a frame, without the empty ones at the end}
     */
    public String framed() {
        return Frame.of(this);
    }

    /** {@return the lines that are shown, as {@link #text()} has them} */
    @Override
    public String toString() {
        return text();
    }
}
