package dev.curfew.search;

import dev.curfew.expect.Expectation;
import dev.curfew.internal.QuotedText;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognizes texts that are searched for as they are, but look like regular expressions. */
public final class LiteralText {

    /** What is common in regular expressions and rare in the output of programs. */
    private static final Pattern SYNTAX = Pattern.compile("\\\\[dDwWsSbB]|\\.[*+]|\\][*+]|\\(\\?[:<=!i]");

    private LiteralText() {}

    /**
     * {@return the next step if an expected text looks like a regular expression}
     *
     * @param expectation what was not found
     * @param instead what to use for a regular expression
     */
    public static Optional<String> hint(Expectation expectation, String instead) {
        return expectation.wanted().stream()
                .filter(wanted -> wanted.flags() == Pattern.LITERAL)
                .map(Pattern::pattern)
                .filter(text -> SYNTAX.matcher(text).find())
                .findFirst()
                .map(text -> QuotedText.of(text) + " is searched for as plain text; for a regular expression, use "
                        + instead);
    }
}
