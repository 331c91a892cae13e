package dev.curfew.mcp;

/**
 * What was read when a line was to be read.
 *
 * @param kind what it was
 * @param text the text of the line, without its end, if there was one
 */
record Line(Kind kind, String text) {

    static final Line END = new Line(Kind.END, "");

    static final Line TOO_LONG = new Line(Kind.TOO_LONG, "");

    /** What can be read. */
    enum Kind {
        TEXT,
        /** It was longer than is read, and skipped. */
        TOO_LONG,
        /** There is no more. */
        END
    }

    static Line of(String text) {
        return new Line(Kind.TEXT, text);
    }

    boolean is(Kind other) {
        return kind == other;
    }
}
