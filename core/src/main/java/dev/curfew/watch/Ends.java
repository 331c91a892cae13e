package dev.curfew.watch;

/** The ends of texts that are too long. */
final class Ends {

    private Ends() {}

    /** {@return the last characters, of which none is half a surrogate pair} */
    static String of(String text, int maxCharacters) {
        int from = Math.max(0, text.length() - maxCharacters);
        boolean cutsPair = from > 0 && from < text.length() && Character.isLowSurrogate(text.charAt(from));
        return text.substring(cutsPair ? from + 1 : from);
    }
}
