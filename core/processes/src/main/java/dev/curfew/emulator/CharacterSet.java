package dev.curfew.emulator;

import dev.curfew.internal.LineDrawing;

/** A set of characters that programs can select to be shown in the places of ASCII. */
enum CharacterSet {
    ASCII,
    UNITED_KINGDOM,

    /** The line drawing characters of VT100 terminals. */
    LINE_DRAWING;

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
            case LINE_DRAWING -> LineDrawing.of(codePoint);
        };
    }
}
