package dev.curfew.cli;

import dev.curfew.internal.Text;
import java.util.ArrayList;
import java.util.List;

/** A table of aligned cells; the last cell of a row is truncated so that the row fits into a line. */
final class TextTable {

    private static final String GAP = "  ";
    private static final int NARROWEST = 20;

    private final int width;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * Create an empty table.
     *
     * @param width the number of columns in a line
     */
    TextTable(int width) {
        this.width = width;
    }

    TextTable row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** {@return the lines} */
    List<String> lines(String indentation) {
        return rows.stream().map(row -> line(indentation, row)).toList();
    }

    private String line(String indentation, List<String> row) {
        StringBuilder line = new StringBuilder(indentation);
        for (int i = 0; i < row.size() - 1; i++) {
            String cell = row.get(i);
            line.append(cell).append(" ".repeat(width(i) - cell.length())).append(GAP);
        }
        String last = printable(row.get(row.size() - 1));
        return (line + Text.head(last, Math.max(NARROWEST, width - line.length()))).stripTrailing();
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> row.size() > column)
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }

    /** Replace control characters, which in untrusted text could move the cursor. */
    static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
