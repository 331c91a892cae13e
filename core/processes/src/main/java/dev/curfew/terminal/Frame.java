package dev.curfew.terminal;

import java.util.Arrays;
import java.util.List;

/** Draws a screen with a border, so that its size is visible. */
final class Frame {

    private Frame() {}

    /** {@return the screen with its size and its cursor; a line below each row that has matches marks them} */
    static String of(Screen screen, List<ScreenMatch> matches) {
        int rows = Math.max(shown(screen.lines()), screen.cursorRow() + 1);
        return facts(screen, screen.rows() - rows)
                + '\n'
                + draw(screen.columns(), screen.lines().subList(0, rows), matches);
    }

    /** {@return the lines in a frame, without trailing empty ones} */
    static String of(int columns, List<String> lines) {
        return draw(columns, lines.subList(0, shown(lines)), List.of());
    }

    private static String draw(int columns, List<String> lines, List<ScreenMatch> matches) {
        String edge = '+' + "-".repeat(columns) + '+';
        StringBuilder text = new StringBuilder(edge);
        for (int i = 0; i < lines.size(); i++) {
            int row = i;
            text.append("\n|").append(padded(lines.get(row), columns)).append('|');
            List<ScreenMatch> here =
                    matches.stream().filter(match -> match.row() == row).toList();
            if (!here.isEmpty()) {
                text.append("\n:").append(marks(here, columns)).append(':');
            }
        }
        return text.append('\n').append(edge).toString();
    }

    private static String marks(List<ScreenMatch> matches, int columns) {
        char[] marks = " ".repeat(columns).toCharArray();
        for (ScreenMatch match : matches) {
            int end = Math.min(match.column() + match.columns(), columns);
            Arrays.fill(marks, Math.min(match.column(), end), end, '^');
        }
        return new String(marks);
    }

    private static String facts(Screen screen, int omitted) {
        return "(" + screen.columns() + " columns, " + screen.rows() + " rows"
                + (omitted == 0 ? "" : ", the last " + omitted + " empty and left out")
                + "; cursor " + (screen.isCursorVisible() ? "" : "hidden ") + "in row " + screen.cursorRow()
                + ", column " + screen.cursorColumn() + ")";
    }

    private static int shown(List<String> lines) {
        int rows = lines.size();
        while (rows > 1 && lines.get(rows - 1).isEmpty()) {
            rows--;
        }
        return rows;
    }

    private static String padded(String line, int columns) {
        return line + " ".repeat(Math.max(0, columns - RowText.width(line)));
    }
}
