package dev.curfew.terminal;

/** The character set of VT100 terminals that draws boxes. */
final class LineDrawing {

    private static final char FIRST = '_';

    /** What stands for the characters from the underscore to the tilde. */
    private static final String CHARACTERS = "\u00A0◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";

    private LineDrawing() {}

    static int of(int codePoint) {
        int index = codePoint - FIRST;
        return index >= 0 && index < CHARACTERS.length() ? CHARACTERS.charAt(index) : codePoint;
    }
}
