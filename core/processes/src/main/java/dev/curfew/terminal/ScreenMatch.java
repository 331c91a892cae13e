package dev.curfew.terminal;

import org.apiguardian.api.API;

/**
 * What a {@link Locator} has found: a text within one row of a screen.
 *
 * @param row the row, from 0
 * @param column the column of the first character, from 0
 * @param columns the number of columns; wide characters take two
 * @param text the text
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record ScreenMatch(int row, int column, int columns, String text) {

    /** {@return whether this begins in reading order where the other one has ended} */
    boolean isAfter(ScreenMatch other) {
        return row > other.row || (row == other.row && column >= other.column + other.columns);
    }
}
