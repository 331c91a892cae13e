package dev.curfew.internal;

import java.util.stream.Collectors;

/** Text in quotes, on one line and without control characters, for messages. */
public final class QuotedText {

    private QuotedText() {}

    /** {@return a text in quotes, with escapes for its control characters} */
    public static String of(String text) {
        return text.codePoints().mapToObj(QuotedText::visible).collect(Collectors.joining("", "\"", "\""));
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
}
