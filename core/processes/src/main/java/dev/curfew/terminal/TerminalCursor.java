package dev.curfew.terminal;

import org.apiguardian.api.API;

/**
 * The cursor of a terminal.
 *
 * @param row the row, from 0
 * @param column the column, from 0; after writing to the last column, still the last column
 * @param isVisible whether it is visible
 * @param shape the shape
 * @param isBlinking whether it blinks
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record TerminalCursor(int row, int column, boolean isVisible, Shape shape, boolean isBlinking) {

    /** The shape of a cursor. */
    public enum Shape {
        /** A whole cell. */
        BLOCK,
        /** A line below the character. */
        UNDERLINE,
        /** A line in front of the character. */
        BAR
    }
}
