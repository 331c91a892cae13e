package dev.curfew.terminal;

import org.apiguardian.api.API;

/**
 * Neighboring cells of a line that have the same style.
 *
 * @param column the first column, from 0
 * @param width the number of cells, of which a wide character takes two
 * @param text the characters in the cells, blanks included
 * @param style the style of the cells
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record StyledRun(int column, int width, String text, Style style) {}
