package dev.curfew.expect;

import dev.curfew.output.TextCursor;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Something to look for in text. */
sealed interface Needle {

    /**
     * Look for it.
     *
     * @param cursor the text
     * @param scanned how many characters an earlier look has seen in vain
     * @param deadline when to give up, in the time of {@link System#nanoTime()}
     * @return the first place where it is, or empty
     * @throws PatternSearch.TooComplexException if that cannot be found out
     */
    Optional<Hit> find(TextCursor cursor, int scanned, long deadline);

    /**
     * {@return whether the end of a text may be the beginning of this}
     *
     * @param text the text
     * @param last the last index at which it may begin
     */
    boolean mayBegin(CharSequence text, int last);

    /** {@return how it is shown in messages} */
    String describe();

    /** {@return text in quotes, on one line and without control characters} */
    static String quote(String text) {
        return text.codePoints().mapToObj(Needle::visible).collect(Collectors.joining("", "\"", "\""));
    }

    private static String visible(int codePoint) {
        return switch (codePoint) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            default ->
                Character.isISOControl(codePoint) ? String.format("\\u%04X", codePoint) : Character.toString(codePoint);
        };
    }

    /**
     * A place in the text.
     *
     * @param start the index of its first character
     * @param end the index after its last character
     * @param canGrow whether more text could change it
     * @param groups the matcher that found it, over a copy of the text; {@code null} if there are no groups
     */
    record Hit(
            int start, int end, boolean canGrow, @Nullable Matcher groups) {}

    /** Text as it is. */
    record Literal(String text) implements Needle {
        @Override
        public Optional<Hit> find(TextCursor cursor, int scanned, long deadline) {
            int at = cursor.indexOf(text, Math.max(0, scanned - text.length() + 1));
            return at < 0 ? Optional.empty() : Optional.of(new Hit(at, at + text.length(), false, null));
        }

        @Override
        public boolean mayBegin(CharSequence seen, int last) {
            for (int at = Math.max(0, seen.length() - text.length() + 1); at <= last; at++) {
                if (text.startsWith(seen.subSequence(at, seen.length()).toString())) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String describe() {
            return quote(text);
        }
    }

    /** A regular expression, searched from the start each time because a match may begin in text seen before. */
    record Regex(Pattern pattern) implements Needle {
        @Override
        public Optional<Hit> find(TextCursor cursor, int scanned, long deadline) {
            return search(cursor.text(), deadline)
                    .flatMap(found -> search(cursor.text().toString(), deadline)) // Its groups outlive the live text.
                    .map(found -> new Hit(found.start(), found.end(), found.hitEnd(), found));
        }

        private Optional<Matcher> search(CharSequence text, long deadline) {
            return PatternSearch.find(pattern, text, System::nanoTime, deadline);
        }

        /** Every expression may begin at the end of a text as far as a {@link Matcher} tells, which helps nobody. */
        @Override
        public boolean mayBegin(CharSequence seen, int last) {
            return false;
        }

        @Override
        public String describe() {
            return "/" + pattern.pattern() + "/";
        }
    }
}
