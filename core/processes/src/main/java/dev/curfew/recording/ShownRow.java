package dev.curfew.recording;

import dev.curfew.internal.CharacterWidth;

/**
 * The row of the cursor at the end of a text, as a terminal shows it: what is printed after a carriage return, a
 * backspace or another movement within the row replaces what was there, and what is erased is gone.
 *
 * <p>Other rows are never changed. After a movement to another row, what follows is appended to the text, in the order
 * in which it is printed.
 */
final class ShownRow {

    private static final int TAB = 8;

    private final StringBuilder text;
    private final int columns;

    /** The index of the first character of the row. */
    private int begin;

    /** The index at which the next character is shown. */
    private int at;

    /**
     * How far the cursor is from {@link #at}: to the right, if that is behind the last character, or to the left, if
     * the cursor is within the wide character before.
     */
    private int gap;

    /** Whether the row begins in the first column, as far as is known. */
    private boolean anchored;

    /**
     * Create a row.
     *
     * @param text the text, which is empty
     * @param columns the width of the terminal
     * @param anchored whether the text begins in the first column
     */
    ShownRow(StringBuilder text, int columns, boolean anchored) {
        this.text = text;
        this.columns = columns;
        this.anchored = anchored;
    }

    /** Print ASCII characters that are visible or line feeds. */
    void print(String plain) {
        if (at < text.length() || gap != 0) {
            plain.chars().forEach(this::print);
            return;
        }
        text.append(plain);
        at = text.length();
        int feed = plain.lastIndexOf('\n');
        if (feed >= 0) {
            begin = at - plain.length() + feed + 1;
            anchored = true;
        }
    }

    void print(int codePoint) {
        switch (codePoint) {
            case '\n' -> feed();
            case '\r' -> carriageReturn();
            case '\b' -> command('D', 1);
            case '\t' -> tab();
            default -> show(codePoint);
        }
    }

    private void feed() {
        text.append('\n');
        elsewhere();
        anchored = true;
    }

    /** Text that is there stays. */
    private void tab() {
        if (at < text.length() || gap != 0) {
            int column = column();
            moveTo(column + TAB - column % TAB);
        } else {
            show('\t');
        }
    }

    private void carriageReturn() {
        if (anchored) {
            findRow();
            moveTo(0);
        } else {
            elsewhere();
            anchored = true;
        }
    }

    /** Continue at the end of the text. */
    private void elsewhere() {
        begin = text.length();
        at = begin;
        gap = 0;
        anchored = false;
    }

    private void show(int codePoint) {
        closeGap();
        int width = width(codePoint, 0);
        int end = at;
        int covered = 0;
        while (width > 0 && end < text.length() && (covered < width || width(text.codePointAt(end), 0) == 0)) {
            covered += width(text.codePointAt(end), 0);
            end += Character.charCount(text.codePointAt(end));
        }
        text.replace(at, end, Character.toString(codePoint) + " ".repeat(Math.max(0, covered - width)));
        at += Character.charCount(codePoint);
    }

    private void closeGap() {
        if (gap < 0) {
            int start = at - Character.charCount(text.codePointBefore(at));
            int width = columnsTo(at) - columnsTo(start);
            text.replace(start, at, " ".repeat(width));
            at = start + width + gap;
        } else {
            text.append(" ".repeat(gap));
            at += gap;
        }
        gap = 0;
    }

    /**
     * Follow a control sequence.
     *
     * @param command its final character, or 0 if there is none
     * @param number its first number, or 0 if it has none
     */
    void command(int command, int number) {
        int count = Math.max(1, number);
        switch (command) {
            case 'C', 'a' -> moveTo(column() + count);
            case 'D' -> moveTo(column() - count);
            case 'G', '`' -> moveToColumn(count - 1);
            case '@' -> insert(count);
            case 'P' -> delete(count);
            case 'X' -> erase(count);
            case 'K' -> eraseInRow(number);
            case 'J' -> eraseInScreen(number);
            case 'A', 'B', 'E', 'F', 'H', 'L', 'M', 'S', 'T', 'd', 'e', 'f', 'r', 'u' -> elsewhere();
            default -> {} // It does not move the cursor.
        }
    }

    private void moveToColumn(int column) {
        if (anchored) {
            moveTo(column);
        } else {
            elsewhere();
        }
    }

    /** {@return the column of the cursor, from the first character of the row} */
    private int column() {
        findRow();
        return Math.min(columns - 1, columnsTo(at) + gap);
    }

    private int columnsTo(int index) {
        int column = 0;
        for (int i = begin; i < index; i += Character.charCount(text.codePointAt(i))) {
            column += width(text.codePointAt(i), column);
        }
        return column;
    }

    /** A long line has several rows, and the cursor moves in the last one. */
    private void findRow() {
        int column = 0;
        for (int i = begin; i < at; i += Character.charCount(text.codePointAt(i))) {
            int width = width(text.codePointAt(i), column);
            if (column + width > columns) {
                begin = i;
                column = 0;
            }
            column += width;
        }
    }

    private void moveTo(int wanted) {
        int goal = Math.max(0, Math.min(columns - 1, wanted));
        int column = 0;
        at = begin;
        while (at < text.length() && (column < goal || width(text.codePointAt(at), column) == 0)) {
            column += width(text.codePointAt(at), column);
            at += Character.charCount(text.codePointAt(at));
        }
        gap = goal - column;
    }

    private void insert(int count) {
        if (at < text.length()) {
            findRow();
            text.insert(at, " ".repeat(Math.min(count, columns)));
            text.setLength(indexOfMargin());
        }
    }

    /** {@return the index of the first character of the row that the terminal has no column for} */
    private int indexOfMargin() {
        int column = 0;
        int index = begin;
        while (index < text.length() && column + width(text.codePointAt(index), column) <= columns) {
            column += width(text.codePointAt(index), column);
            index += Character.charCount(text.codePointAt(index));
        }
        return index;
    }

    private void delete(int count) {
        int end = indexAfter(count);
        text.delete(at, end);
    }

    private void erase(int count) {
        int end = indexAfter(count);
        boolean isRest = end == text.length();
        text.replace(at, end, isRest ? "" : " ".repeat(columnsTo(end) - columnsTo(at)));
    }

    /** {@return the index of the character that is some columns to the right of the cursor} */
    private int indexAfter(int count) {
        int column = column();
        moveTo(column + count);
        int index = column + count < columns ? at : text.length();
        moveTo(column);
        return index;
    }

    private void eraseInRow(int what) {
        int column = column();
        if (what == 0) {
            text.delete(at, text.length());
        } else if (what == 1) {
            int end = indexAfter(1);
            text.replace(begin, end, " ".repeat(columnsTo(end)));
            moveTo(column);
        } else if (what == 2) {
            text.delete(begin, text.length());
            moveTo(column);
        }
    }

    private void eraseInScreen(int what) {
        if (what == 0) {
            eraseInRow(0);
        } else {
            elsewhere();
        }
    }

    private static int width(int codePoint, int column) {
        if (codePoint == '\t') {
            return TAB - column % TAB;
        }
        return codePoint < ' ' ? 0 : CharacterWidth.of(codePoint);
    }
}
