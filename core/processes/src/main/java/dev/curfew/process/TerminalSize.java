package dev.curfew.process;

import dev.curfew.internal.Check;
import org.apiguardian.api.API;

/**
 * The size of a terminal in character cells.
 *
 * @param columns the width, 1 to 65535
 * @param rows the height, 1 to 65535
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record TerminalSize(int columns, int rows) {

    /** The default size: 120 columns and 30 rows. */
    public static final TerminalSize DEFAULT = new TerminalSize(120, 30);

    private static final int MAX = 65_535;

    /**
     * Check that both numbers fit into the 16 bits that the kernel has for each.
     *
     * @param columns the width
     * @param rows the height
     */
    public TerminalSize {
        Check.argument(columns >= 1 && columns <= MAX, "columns must be between 1 and " + MAX, columns);
        Check.argument(rows >= 1 && rows <= MAX, "rows must be between 1 and " + MAX, rows);
    }

    @Override
    public String toString() {
        return columns + "x" + rows;
    }
}
