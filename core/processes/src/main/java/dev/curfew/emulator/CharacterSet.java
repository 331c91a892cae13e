package dev.curfew.emulator;

/** A set of characters that programs can select to be shown in the places of ASCII. */
enum CharacterSet {
    ASCII,
    UNITED_KINGDOM,

    /** The line drawing characters of VT100 terminals. */
    LINE_DRAWING;

    private static final char FIRST = '_';

    /** The replacements for the characters from underscore to tilde. */
    private static final String LINES = " ◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";

    /** {@return the set with a final character; ASCII stands for those that are not supported} */
    static CharacterSet of(int last) {
        return switch (last) {
            case '0' -> LINE_DRAWING;
            case 'A' -> UNITED_KINGDOM;
            default -> ASCII;
        };
    }

    int translate(int codePoint) {
        return switch (this) {
            case ASCII -> codePoint;
            case UNITED_KINGDOM -> codePoint == '#' ? '£' : codePoint;
            case LINE_DRAWING -> line(codePoint);
        };
    }

    private static int line(int codePoint) {
        int index = codePoint - FIRST;
        return index >= 0 && index < LINES.length() ? LINES.charAt(index) : codePoint;
    }
}
