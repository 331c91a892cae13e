package dev.curfew.terminal;

import dev.curfew.diagnosis.UnexpectedScreenException;
import dev.curfew.internal.Check;
import dev.curfew.process.TerminalSize;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The contents of a terminal at one moment: its text and the styles of its cells, the cursor, the title and the modes.
 *
 * <p>It matches what xterm shows: the cursor moves, lines scroll, full-screen programs such as editors have a page of
 * their own, and wide characters take two columns. Rows and columns are counted from 0.
 *
 * @param size the size of the terminal
 * @param styledLines the lines from top to bottom, one for each row
 * @param cursor the cursor
 * @param title the title of the window, empty if none was set
 * @param modes the modes that are on
 * @param bells how often the bell rang since the start
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record Screen(
        TerminalSize size,
        List<ScreenLine> styledLines,
        TerminalCursor cursor,
        String title,
        Set<TerminalMode> modes,
        int bells) {

    /**
     * Copy the lines and modes, and check that the lines and the cursor fit the size.
     *
     * @param size the size of the terminal
     * @param styledLines the lines from top to bottom, one for each row
     * @param cursor the cursor
     * @param title the title of the window
     * @param modes the modes that are on
     * @param bells how often the bell rang since the start
     */
    public Screen {
        styledLines = List.copyOf(styledLines);
        modes = Set.copyOf(modes);
        Objects.requireNonNull(title, "title");
        Check.argument(
                styledLines.size() == size.rows(),
                "styledLines must be as many as rows, " + size.rows(),
                styledLines.size());
        Check.argument(
                cursor.row() >= 0 && cursor.row() < size.rows(),
                "row of the cursor must be less than " + size.rows(),
                cursor.row());
        Check.argument(
                cursor.column() >= 0 && cursor.column() < size.columns(),
                "column of the cursor must be less than " + size.columns(),
                cursor.column());
    }

    /** {@return the number of rows} */
    public int rows() {
        return size.rows();
    }

    /** {@return the number of columns} */
    public int columns() {
        return size.columns();
    }

    /** {@return the lines from top to bottom, one for each row, without trailing blanks} */
    public List<String> lines() {
        return styledLines.stream().map(ScreenLine::text).toList();
    }

    /**
     * {@return a line, without trailing blanks}
     *
     * @param row the row, from 0
     */
    public String line(int row) {
        return styledLine(row).text();
    }

    /**
     * {@return a line, with the styles of its cells}
     *
     * @param row the row, from 0
     */
    public ScreenLine styledLine(int row) {
        return styledLines.get(Objects.checkIndex(row, styledLines.size()));
    }

    /**
     * {@return the style of a cell, plain if nothing was written there}
     *
     * @param row the row, from 0
     * @param column the column, from 0
     */
    public Style style(int row, int column) {
        return styledLine(row).style(Objects.checkIndex(column, size.columns()));
    }

    /** {@return the row of the cursor} */
    public int cursorRow() {
        return cursor.row();
    }

    /** {@return the column of the cursor; after writing to the last column, still the last column} */
    public int cursorColumn() {
        return cursor.column();
    }

    /** {@return whether the cursor is visible} */
    public boolean isCursorVisible() {
        return cursor.isVisible();
    }

    /** {@return the line of the cursor, without trailing blanks} */
    public String cursorLine() {
        return line(cursor.row());
    }

    /** {@return whether the page of full-screen programs is visible instead of the main one} */
    public boolean isAlternate() {
        return modes.contains(TerminalMode.ALTERNATE_SCREEN);
    }

    /** {@return the lines, separated by line feeds, without trailing empty lines} */
    public String text() {
        return joined().stripTrailing();
    }

    /**
     * {@return whether a text is on the screen; it may span several lines}
     *
     * @param text the text, with a line feed wherever it continues on the next line
     */
    public boolean contains(String text) {
        return joined().contains(text);
    }

    private String joined() {
        return String.join("\n", lines());
    }

    /**
     * {@return the only match of a locator; does not wait}
     *
     * <p>A screen does not know its process. So the message of a failure shows the screen with the secrets of the command,
     * and without those of this JVM; that of {@code BackgroundProcess.locate} shows neither.
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
