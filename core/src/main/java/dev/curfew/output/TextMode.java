package dev.curfew.output;

/**
 * How the bytes of a log are turned into text.
 *
 * @since 0.1
 */
public enum TextMode {
    /** Everything as it was printed. */
    RAW,
    /** Without ANSI escape sequences. */
    PLAIN,
    /**
     * Without ANSI escape sequences, and with the line ends of a terminal folded into line feeds: carriage returns before
     * a line feed, and at the start of a line, are left out.
     */
    PLAIN_TERMINAL;

    boolean keepsEscapes() {
        return this == RAW;
    }

    boolean foldsLineEnds() {
        return this == PLAIN_TERMINAL;
    }
}
