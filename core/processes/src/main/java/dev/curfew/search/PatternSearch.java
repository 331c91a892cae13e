package dev.curfew.search;

import dev.curfew.internal.Text;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Searches text for a regular expression, with limited stack and time.
 *
 * <p>{@link Matcher} has no limits of its own. It recurses for each iteration of a repetition with alternatives until
 * the stack overflows, and it tries all ways to divide a text among adjacent repetitions, which may take years.
 */
public final class PatternSearch {

    /** Advice for people whose expression is too complex. */
    public static final String NEXT =
            "use possessive quantifiers, as in (?:a|bc)*+, and do not nest or join repetitions that match the same characters";

    private PatternSearch() {}

    /** Thrown when a search cannot be completed; the message contains the expression and the reason. */
    public static final class TooComplexException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TooComplexException(Pattern pattern, CharSequence text, String what) {
            super("searching " + Text.count(text.length(), "character") + " for /" + pattern.pattern() + "/ needs more "
                    + what);
        }
    }

    /**
     * {@return a matcher positioned at the first match of an expression, or empty if there is none}
     *
     * @param pattern the expression
     * @param text the text to search
     * @param nanos the current time, as {@link System#nanoTime()}
     * @param deadline when to give up, in that time
     * @throws TooComplexException if the search needs more stack than available, or is not finished at the deadline
     */
    public static Optional<Matcher> find(Pattern pattern, CharSequence text, LongSupplier nanos, long deadline) {
        return search(
                pattern, text, nanos, deadline, matcher -> matcher.find() ? Optional.of(matcher) : Optional.empty());
    }

    /**
     * {@return all matches of an expression}
     *
     * @param pattern the expression
     * @param text the text to search
     * @param nanos the current time, as {@link System#nanoTime()}
     * @param deadline when to give up, in that time
     * @throws TooComplexException if the search needs more stack than available, or is not finished at the deadline
     */
    public static List<MatchResult> findAll(Pattern pattern, CharSequence text, LongSupplier nanos, long deadline) {
        return search(
                pattern, text, nanos, deadline, matcher -> matcher.results().toList());
    }

    private static <T> T search(
            Pattern pattern, CharSequence text, LongSupplier nanos, long deadline, Function<Matcher, T> search) {
        Matcher matcher = pattern.matcher(new TimedText(text, nanos, deadline));
        try {
            return search.apply(matcher);
        } catch (StackOverflowError e) {
            throw new TooComplexException(pattern, text, "stack than the thread has");
        } catch (OutOfTime e) {
            throw new TooComplexException(pattern, text, "time than is left");
        }
    }

    /** Checks the clock whenever a character is read, which is the only way to interrupt a matcher. */
    private static final class TimedText implements CharSequence {

        private static final int READS_PER_LOOK = 1024;

        private final CharSequence text;
        private final LongSupplier nanos;
        private final long deadline;

        /** Created before the search, because there may not be enough stack left to load its class later. */
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
