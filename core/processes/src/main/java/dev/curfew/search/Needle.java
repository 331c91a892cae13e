package dev.curfew.search;

import dev.curfew.recording.TextCursor;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text or pattern to search for. */
sealed interface Needle {

    /**
     * Search a text.
     *
     * @param cursor the text
     * @param scanned the number of characters that were already searched without success
     * @param deadline when to give up, in the time of {@link System#nanoTime()}
     * @return the first occurrence, or empty
     * @throws PatternSearch.TooComplexException if the search cannot be completed
     */
    Optional<Hit> find(TextCursor cursor, int scanned, long deadline);

    /**
     * {@return whether the end of a text may be the beginning of an occurrence}
     *
     * @param text the text
     * @param last the last index at which the occurrence may begin
     */
    boolean mayBegin(CharSequence text, int last);

    /**
     * {@return the needle for a pattern of an expectation}
     *
     * @param pattern the pattern; with the flag {@link Pattern#LITERAL} alone, a text
     */
    static Needle of(Pattern pattern) {
        return pattern.flags() == Pattern.LITERAL ? new Literal(pattern.pattern()) : new Regex(pattern);
    }

    /**
     * An occurrence in a text.
     *
     * @param start the index of its first character
     * @param end the index after its last character
     * @param canGrow whether more text could change it
     * @param groups the matcher that found it, over a copy of the text; {@code null} if there are no groups
     */
    record Hit(
            int start, int end, boolean canGrow, @Nullable Matcher groups) {}

    /** A literal text. */
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
    }

    /**
     * A regular expression. It is searched from the start each time, because a match may begin in text that was
     * searched before.
     */
    record Regex(Pattern pattern) implements Needle {
        @Override
        public Optional<Hit> find(TextCursor cursor, int scanned, long deadline) {
            return search(cursor.text(), deadline)
                    .flatMap(found -> search(cursor.text().toString(), deadline)) // The text is copied for its groups.
                    .map(found -> new Hit(found.start(), found.end(), found.hitEnd(), found));
        }

        private Optional<Matcher> search(CharSequence text, long deadline) {
            return PatternSearch.find(pattern, text, System::nanoTime, deadline);
        }

        /** A {@link Matcher} reports that any expression may begin at the end of a text, which is not useful. */
        @Override
        public boolean mayBegin(CharSequence seen, int last) {
            return false;
        }
    }
}
