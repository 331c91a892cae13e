package dev.curfew.internal;

import org.jspecify.annotations.Nullable;

/** Truncates texts without splitting characters. */
public final class Text {

    private Text() {}

    /**
     * {@return the first characters, followed by a mark if some are omitted}
     *
     * @param text the text
     * @param most the maximum number of characters, including the mark; one or more
     */
    public static String head(String text, int most) {
        return text.length() <= most ? text : first(text, most - 1) + "…";
    }

    /**
     * {@return the first characters}
     *
     * @param text the text
     * @param most the maximum number of characters; zero or more
     */
    public static String first(String text, int most) {
        if (text.length() <= most || most == 0) {
            return most == 0 ? "" : text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    /**
     * {@return the last characters}
     *
     * @param text the text
     * @param most the maximum number of characters; zero or more
     */
    public static String last(String text, int most) {
        int from = text.length() - most;
        if (from <= 0 || most == 0) {
            return most == 0 ? "" : text;
        }
        return text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
    }

    /**
     * {@return the text with unpaired surrogates replaced}
     *
     * @param text the text
     */
    public static String wellFormed(String text) {
        @Nullable StringBuilder repaired = null;
        for (int i = 0; i < text.length(); i++) {
            if (isLone(text, i)) {
                repaired = repaired == null ? new StringBuilder(text) : repaired;
                repaired.setCharAt(i, '\uFFFD');
            }
        }
        return repaired == null ? text : repaired.toString();
    }

    /**
     * {@return whether the text has no unpaired surrogates}
     *
     * @param text the text
     */
    public static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isLone(text, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLone(String text, int at) {
        char found = text.charAt(at);
        if (!Character.isSurrogate(found)) {
            return false;
        }
        return Character.isHighSurrogate(found)
                ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
                : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }
}
