package dev.curfew.internal;

/** Truncates texts without splitting characters. */
public final class Text {

    private Text() {}

    /**
     * {@return the first characters, followed by a mark if some are omitted}
     *
     * @param most the maximum number of characters, including the mark; one or more
     */
    public static String head(String text, int most) {
        return text.length() <= most ? text : first(text, most - 1) + "…";
    }

    /**
     * {@return the first characters}
     *
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
     * @param most the maximum number of characters; zero or more
     */
    public static String last(String text, int most) {
        int from = text.length() - most;
        if (from <= 0 || most == 0) {
            return most == 0 ? "" : text;
        }
        return text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
    }

    /** {@return the text with unpaired surrogates replaced} */
    public static String wellFormed(String text) {
        if (Check.loneSurrogate(text) < 0) {
            return text;
        }
        StringBuilder repaired = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> Check.isSurrogate(point) ? '\uFFFD' : point)
                .forEach(repaired::appendCodePoint);
        return repaired.toString();
    }
}
