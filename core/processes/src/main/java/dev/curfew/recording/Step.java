package dev.curfew.recording;

import java.nio.charset.Charset;

/**
 * Something that was done with a process, such as a wait for output.
 *
 * @param kind what was done
 * @param what the object of it, which depends on the kind; its text describes it
 * @param begin when it began, in the time of {@link System#nanoTime()}
 * @param end when it ended
 * @param outputBefore the number of bytes that the process had printed when it began
 * @param outputAfter the number of bytes that the process had printed when it ended
 * @param failed whether it failed
 */
public record Step(Kind kind, Object what, long begin, long end, long outputBefore, long outputAfter, boolean failed) {

    /** {@return whether the terminal was resized} Its output has the new size after {@link #outputBefore()}. */
    public boolean isResize() {
        return kind == Kind.RESIZED && !failed;
    }

    /** What can be done with a process. */
    public enum Kind {
        /** Input was written; the object is {@link Input}. */
        TYPED,
        /** The input was closed; the object is empty. */
        CLOSED_INPUT,
        /** The terminal was resized; the object is its new size. */
        RESIZED,
        /** Output was awaited; the object is the expectation. */
        EXPECTED,
        /** A state of the screen was awaited; the object is empty. */
        AWAITED_SCREEN,
        /** The end was awaited; the object is empty. */
        AWAITED_END,
        /** A signal was sent; the object is the signal. */
        SIGNALED,
        /** The process was ended; the object is the reason. */
        STOPPED
    }

    /**
     * The first bytes of an input, as text.
     *
     * @param text the text
     * @param omittedBytes the number of bytes that follow
     */
    public record Input(String text, int omittedBytes) {

        private static final int MOST_BYTES = 200;
        private static final String CUT_CHARACTER = "\uFFFD";

        /**
         * {@return the description of an input}
         *
         * @param bytes the input
         * @param charset the charset of its text
         */
        public static Input of(byte[] bytes, Charset charset) {
            int shown = Math.min(bytes.length, MOST_BYTES);
            String text = new String(bytes, 0, shown, charset);
            while (shown < bytes.length && text.endsWith(CUT_CHARACTER)) { // It would hide a secret from the redaction.
                text = text.substring(0, text.length() - 1);
            }
            return new Input(text, bytes.length - shown);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
