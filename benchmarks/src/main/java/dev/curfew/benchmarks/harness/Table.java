package dev.curfew.benchmarks.harness;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A Markdown table that is aligned for people who read it as text; numbers are aligned to the right. */
record Table(List<List<String>> rows) {

    String markdown() {
        int columns = rows.get(0).size();
        List<Integer> widths = IntStream.range(0, columns).mapToObj(this::width).toList();
        String rule = IntStream.range(0, columns)
                .mapToObj(column -> "-".repeat(widths.get(column) + 1) + (column == 0 ? "-" : ":"))
                .collect(Collectors.joining("|", "|", "|\n"));
        return line(rows.get(0), widths)
                + rule
                + rows.stream().skip(1).map(row -> line(row, widths)).collect(Collectors.joining());
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String line(List<String> cells, List<Integer> widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(column -> pad(cells.get(column), widths.get(column), column > 0))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String pad(String cell, int width, boolean right) {
        String space = " ".repeat(width - cell.length());
        return right ? space + cell : cell + space;
    }
}
