package dev.curfew.junit.evidence;

/**
 * A part of the output of a process.
 *
 * @param nanos when it arrived, in the time of {@link System#nanoTime()}
 * @param end the offset of its end in the bytes of the stream
 * @param text the text, with escape sequences and without secrets
 */
record TimedText(long nanos, long end, String text) {

    TimedText withText(String other) {
        return new TimedText(nanos, end, other);
    }
}
