package dev.curfew.output;

import java.util.List;

/** Counts lines as {@link String#lines()} does, and makes strings of those only that are asked for. */
final class LineCount {

    private LineCount() {}

    static int of(String text) {
        int count = 0;
        for (int at = 0; at < text.length(); at = after(text, at)) {
            count++;
        }
        return count;
    }

    static List<String> lines(String text, int from, int to) {
        int at = 0;
        for (int line = 0; line < from; line++) {
            at = after(text, at);
        }
        return text.substring(at).lines().limit((long) to - from).toList();
    }

    /** {@return where the next line begins} */
    private static int after(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        boolean both = text.startsWith("\r\n", at);
        return Math.min(text.length(), at + (both ? 2 : 1));
    }
}
