package dev.curfew.terminal;

import dev.curfew.internal.CharacterWidth;

/** Draws a screen with a border, so that its size is visible. */
final class Frame {

    private Frame() {}

    static String of(Screen screen) {
        int rows = Math.max(lastShown(screen), screen.cursorRow()) + 1;
        String edge = '+' + "-".repeat(screen.columns()) + '+';
        StringBuilder text = new StringBuilder(facts(screen, screen.rows() - rows))
                .append('\n')
                .append(edge);
        for (int row = 0; row < rows; row++) {
            text.append("\n|")
                    .append(padded(screen.line(row), screen.columns()))
                    .append('|');
        }
        return text.append('\n').append(edge).toString();
    }

    private static String facts(Screen screen, int omitted) {
        return "(" + screen.columns() + " columns, " + screen.rows() + " rows"
                + (omitted == 0 ? "" : ", the last " + omitted + " empty and left out")
                + "; cursor " + (screen.isCursorVisible() ? "" : "hidden ") + "in row " + screen.cursorRow()
                + ", column " + screen.cursorColumn() + ")";
    }

    private static int lastShown(Screen screen) {
        int row = screen.rows() - 1;
        while (row > 0 && screen.line(row).isEmpty()) {
            row--;
        }
        return row;
    }

    private static String padded(String line, int columns) {
        int width = line.codePoints().map(CharacterWidth::of).sum();
        return line + " ".repeat(Math.max(0, columns - width));
    }
}
