package dev.curfew.internal;

/** Truncates texts without splitting characters, and counts things in sentences. */
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
     * {@return the beginning and the end, and between them how many characters are omitted}
     *
     * @param most the maximum number of characters to keep; two or more
     */
    public static String ends(String text, int most) {
        int half = most / 2;
        return text.length() <= most
                ? text
                : first(text, half) + " … " + (text.length() - 2 * half) + " characters … " + last(text, half);
    }

    /** {@return a number with a noun, such as {@code 1 byte} and {@code 2 processes}} */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : noun.endsWith("s") ? "es" : "s");
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

    /**
     * {@return the text with blanks for control characters that could move the cursor or change the terminal, and for
     * those that change the direction of text, which could hide other text; line feeds and tabs are kept}
     */
    public static String printable(String text) {
        StringBuilder shown = new StringBuilder(text);
        for (int at = 0; at < shown.length(); at++) {
            if (isControl(shown.charAt(at))) {
                shown.setCharAt(at, ' ');
            }
        }
        return shown.toString();
    }

    private static boolean isControl(char c) {
        return (Character.isISOControl(c) && c != '\t' && c != '\n')
                || (c >= '\u202A' && c <= '\u202E')
                || (c >= '\u2066' && c <= '\u2069');
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
