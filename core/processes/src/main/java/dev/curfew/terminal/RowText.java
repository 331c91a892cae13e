package dev.curfew.terminal;

import dev.curfew.internal.CharacterWidth;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a row between two columns, without trailing blanks.
 *
 * @param text the text
 * @param columns the column of each {@code char} of the text
 */
record RowText(String text, List<Integer> columns) {

    static RowText of(String line, Span span) {
        StringBuilder text = new StringBuilder();
        List<Integer> columns = new ArrayList<>();
        int cell = 0;
        int next = 0;
        for (int point : line.codePoints().toArray()) {
            int width = CharacterWidth.of(point);
            // A character that joins the one before it is in the same cell.
            cell = width == 0 ? cell : next;
            next += width;
            if (span.contains(cell)) {
                text.appendCodePoint(point);
                for (int i = 0; i < Character.charCount(point); i++) {
                    columns.add(cell);
                }
            }
        }
        return new RowText(text.toString().stripTrailing(), columns);
    }

    static int width(String text) {
        return text.codePoints().map(CharacterWidth::of).sum();
    }
}
