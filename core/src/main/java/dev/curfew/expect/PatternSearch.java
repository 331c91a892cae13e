package dev.curfew.expect;

import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Searches text for a regular expression, within the stack of its thread and a limit of time; for those who search output.
 *
 * <p>{@link Matcher} knows no limits: it calls itself for each turn of a repetition that has alternatives, until the stack is
 * used up, and it tries all ways in which neighboring repetitions can divide a text, which may take years.
 */
public final class PatternSearch {

    /** What helps an expression that is too complex, for a person. */
    public static final String NEXT =
            "repeat possessively, as in (?:a|bc)*+, and put no repetition next to or into one that matches the same characters";

    private PatternSearch() {}

    /** An expression could not be searched for to the end; the message says which one, and why. */
    public static final class TooComplexException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TooComplexException(Pattern pattern, CharSequence text, String what) {
            super("searching " + text.length() + " characters for /" + pattern.pattern() + "/ takes more " + what);
        }
    }

    /**
     * {@return a matcher that has found the first place that an expression matches, or empty if it matches nowhere}
     *
     * @param pattern the expression
     * @param text where to look for it
     * @param nanos the time, as {@link System#nanoTime()}
     * @param deadline when to give up, in that time
     * @throws TooComplexException if the search needs more stack than there is, or is not over at the deadline
     */
    public static Optional<Matcher> find(Pattern pattern, CharSequence text, LongSupplier nanos, long deadline) {
        Matcher matcher = pattern.matcher(new TimedText(text, nanos, deadline));
        try {
            return matcher.find() ? Optional.of(matcher) : Optional.empty();
        } catch (StackOverflowError e) {
            throw new TooComplexException(pattern, text, "stack than the thread has");
        } catch (OutOfTime e) {
            throw new TooComplexException(pattern, text, "time than there is");
        }
    }

    /** Looks at the clock while it is read, which is all that a matcher lets others do meanwhile. */
    private static final class TimedText implements CharSequence {

        private static final int READS_PER_LOOK = 1024;

        private final CharSequence text;
        private final LongSupplier nanos;
        private final long deadline;

        /** Made before the search, because there may be no stack left to load its class where it is needed. */
        private final OutOfTime outOfTime = new OutOfTime();

        private int reads;

        TimedText(CharSequence text, LongSupplier nanos, long deadline) {
            this.text = text;
            this.nanos = nanos;
            this.deadline = deadline;
        }

        @Override
        public char charAt(int index) {
            reads++;
            if (reads % READS_PER_LOOK == 0 && nanos.getAsLong() - deadline >= 0) {
                throw outOfTime;
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    private static final class OutOfTime extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfTime() {
            super("out of time", null, false, false);
        }
    }
}
