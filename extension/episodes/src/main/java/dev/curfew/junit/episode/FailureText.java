package dev.curfew.junit.episode;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Short descriptions of failures for the reason of a reward; they may contain text written by an agent. */
final class FailureText {

    private static final int LONGEST = 300;
    private static final int MOST_LINES = 4;
    private static final int DEEPEST = 20;

    private FailureText() {}

    /**
     * {@return the first line, or several if it only introduces the following ones, as {@code Expecting actual:} does}
     */
    static String of(@Nullable Throwable failure) {
        String first = failure == null ? "" : line(message(failure));
        return first.isEmpty() || first.endsWith(":") ? ofBroken(failure) : first;
    }

    /** {@return several lines, because a broken verification is usually an unknown failure} */
    static String ofBroken(@Nullable Throwable failure) {
        if (failure == null) {
            return "no reason was given";
        }
        String lines = message(failure)
                .lines()
                .filter(line -> !line.isBlank())
                .limit(MOST_LINES)
                .map(FailureText::line)
                .collect(Collectors.joining(" "));
        return lines.isEmpty() ? failure.getClass().getName() : lines;
    }

    /**
     * {@return a description of the root cause, because JUnit wraps failures in exceptions with less specific messages}
     */
    static String ofRoot(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < DEEPEST; depth++) {
            root = root.getCause();
        }
        return root == failure ? ofBroken(failure) : of(failure) + ": " + ofBroken(root);
    }

    private static String message(Throwable failure) {
        return failure.getMessage() == null ? "" : failure.getMessage();
    }

    /** {@return the first non-blank line, limited in length and without control characters} */
    static String line(String text) {
        String line = text.lines()
                .map(String::strip)
                .filter(candidate -> !candidate.isEmpty())
                .findFirst()
                .orElse("");
        String shown = line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}
