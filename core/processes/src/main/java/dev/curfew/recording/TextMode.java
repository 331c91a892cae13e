package dev.curfew.recording;

/**
 * The conversion of the bytes of a log to text.
 */
public enum TextMode {
    /** The output unchanged. */
    RAW,
    /** Without ANSI escape sequences. */
    PLAIN,
    /**
     * Without ANSI escape sequences, and with the line ends of a terminal folded into line feeds: carriage returns
     * before a line feed, and at the start of a line, are dropped.
     */
    PLAIN_TERMINAL;

    boolean keepsEscapes() {
        return this == RAW;
    }

    boolean foldsLineEnds() {
        return this == PLAIN_TERMINAL;
    }
}
