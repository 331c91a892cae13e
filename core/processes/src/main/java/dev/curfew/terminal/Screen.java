package dev.curfew.terminal;

import dev.curfew.diagnosis.UnexpectedScreenException;
import dev.curfew.internal.Check;
import dev.curfew.process.TerminalSize;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * The contents of a terminal at one moment, as text without colors and other attributes.
 *
 * <p>It matches what xterm shows: the cursor moves, lines scroll, full-screen programs such as editors have a page of
 * their own, and wide characters take two columns. Rows and columns are counted from 0.
 *
 * @param size the size of the terminal
 * @param lines the lines from top to bottom, one for each row, without trailing blanks
 * @param cursorRow the row of the cursor
 * @param cursorColumn the column of the cursor; after writing to the last column, still the last column
 * @param isCursorVisible whether the cursor is visible
 * @param title the title of the window, empty if none was set
 * @param isAlternate whether the page of full-screen programs is visible instead of the main one
 * @since 0.1
 */
@API(status = API.Status.STABLE)
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
     * @param isCursorVisible whether the cursor is visible
     * @param title the title of the window
     * @param isAlternate whether the page of full-screen programs is visible
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

    /** {@return the number of rows} */
    public int rows() {
        return size.rows();
    }

    /** {@return the number of columns} */
    public int columns() {
        return size.columns();
    }

    /**
     * {@return a line, without trailing blanks}
     *
     * @param row the row, from 0
     */
    public String line(int row) {
        return lines.get(Objects.checkIndex(row, lines.size()));
    }

    /** {@return the line of the cursor, without trailing blanks} */
    public String cursorLine() {
        return line(cursorRow);
    }

    /** {@return the lines, separated by line feeds, without trailing empty lines} */
    public String text() {
        return String.join("\n", lines).stripTrailing();
    }

    /**
     * {@return whether a text is on the screen; it may span several lines}
     *
     * @param text the text, with a line feed wherever it continues on the next line
     */
    public boolean contains(String text) {
        return String.join("\n", lines).contains(text);
    }

    /**
     * {@return the only match of a locator; does not wait}
     *
     * @param locator what to find
     * @throws UnexpectedScreenException if there is no match, or more than one; its message shows all of them
     * @throws IllegalArgumentException if the search for its regular expression takes more than a second
     */
    public ScreenMatch locate(Locator locator) {
        Finding found = locator.find(this);
        if (!found.isSingle()) {
            throw new UnexpectedScreenException(found.explain(locator));
        }
        return found.single();
    }

    /**
     * {@return all matches of a locator, in reading order; none if it is relative to something that is not there
     * exactly once}
     *
     * @param locator what to find
     * @throws IllegalArgumentException if the search for its regular expression takes more than a second
     */
    public List<ScreenMatch> locateAll(Locator locator) {
        Finding found = locator.find(this);
        return found.locator() == locator ? found.matches() : List.of();
    }

    /**
     * {@return the lines in a frame, without trailing empty lines and wherever the cursor is, for a comparison}
     *
     * <p>Asterisks replace all matches of the masks and the blanks after them, so that a number in a table can grow
     * without moving the next column. A match at the end of a line becomes three asterisks, however long it is.
     *
     * @param masks what varies, such as times; need not be on the screen
     * @throws IllegalArgumentException if the search for a regular expression takes more than a second
     */
    public String snapshot(Locator... masks) {
        return Frame.of(size.columns(), Mask.apply(this, masks));
    }

    /**
     * {@return this screen for use in a message: a line with the size and the position of the cursor, followed by the
     * lines in a frame, without trailing empty lines}
     */
    public String framed() {
        return Frame.of(this, List.of());
    }

    /** {@return the visible lines, as {@link #text()}} */
    @Override
    public String toString() {
        return text();
    }
}
