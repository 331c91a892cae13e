package dev.curfew.internal;

/** The line drawing character set of VT100 terminals. */
public final class LineDrawing {

    private static final char FIRST = '_';

    /** The replacements for the characters from underscore to tilde. */
    private static final String CHARACTERS = " ◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";

    private LineDrawing() {}

    /** {@return the character that a terminal shows for another one while this set is in use} */
    public static int of(int codePoint) {
        int index = codePoint - FIRST;
        return index >= 0 && index < CHARACTERS.length() ? CHARACTERS.charAt(index) : codePoint;
    }
}
