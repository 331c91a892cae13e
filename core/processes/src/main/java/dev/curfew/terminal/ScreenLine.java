package dev.curfew.terminal;

import dev.curfew.internal.Check;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A line of a terminal: its text, and the styles of its cells.
 *
 * @param text the text, without trailing blanks
 * @param runs the cells from left to right, without trailing blanks that are plain
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record ScreenLine(String text, List<StyledRun> runs) {

    /**
     * Copy the runs.
     *
     * @param text the text
     * @param runs the cells from left to right
     */
    public ScreenLine {
        runs = List.copyOf(runs);
    }

    /**
     * {@return the style of the cell in a column, plain if nothing was written there}
     *
     * @param column the column, from 0
     */
    public Style style(int column) {
        Check.argument(column >= 0, "column must not be negative", column);
        return runs.stream()
                .filter(run -> column < run.column() + run.width())
                .findFirst()
                .map(StyledRun::style)
                .orElse(Style.PLAIN);
    }

    /** {@return the text} */
    @Override
    public String toString() {
        return text;
    }
}
