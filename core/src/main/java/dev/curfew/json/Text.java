package dev.curfew.json;

import org.jspecify.annotations.Nullable;

/** Cuts texts to their bounds, between characters. */
public final class Text {

    private Text() {}

    /**
     * {@return the first characters, with a mark if some are left out}
     *
     * @param text the text
     * @param most how many characters at most, with the mark; one or more
     */
    public static String head(String text, int most) {
        return text.length() <= most ? text : first(text, most - 1) + "…";
    }

    /**
     * {@return the first characters}
     *
     * @param text the text
     * @param most how many at most; zero or more
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
     * @param most how many at most; zero or more
     */
    public static String last(String text, int most) {
        int from = text.length() - most;
        if (from <= 0 || most == 0) {
            return most == 0 ? "" : text;
        }
        return text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
    }

    /**
     * {@return the text, in which half of a pair of surrogates, which is no character, is replaced}
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
     * {@return whether every surrogate is one of a pair}
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
