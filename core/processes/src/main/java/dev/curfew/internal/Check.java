package dev.curfew.internal;

import java.time.Duration;
import java.util.Objects;

/** Checks of arguments, with messages of one form: {@code <name> must <rule>: <actual>}. */
public final class Check {

    private Check() {}

    /**
     * Require a rule to hold.
     *
     * @param holds whether the rule holds
     * @param rule the name of the argument and its rule, such as {@code "rows must be positive"}
     * @param actual the value that was given
     * @throws IllegalArgumentException if the rule does not hold
     */
    public static void argument(boolean holds, String rule, Object actual) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ": " + actual);
        }
    }

    /**
     * {@return the duration, after checking that it is longer than zero}
     *
     * @param duration the duration to check
     * @param name the name of the argument
     * @throws IllegalArgumentException if it is zero or negative
     */
    public static Duration positive(Duration duration, String name) {
        Objects.requireNonNull(duration, name);
        argument(!duration.isNegative() && !duration.isZero(), name + " must be longer than zero", duration);
        return duration;
    }

    /**
     * {@return the duration, after checking that it is zero or longer}
     *
     * @param duration the duration to check
     * @param name the name of the argument
     * @throws IllegalArgumentException if it is negative
     */
    public static Duration notNegative(Duration duration, String name) {
        Objects.requireNonNull(duration, name);
        argument(!duration.isNegative(), name + " must not be negative", duration);
        return duration;
    }

    /**
     * {@return the text, after checking that it reaches the kernel unchanged: it has no NUL character, at which the
     * kernel would truncate it, and no lone surrogate, which every encoding replaces by a question mark}
     *
     * @param text the text to check
     * @param name the name of the argument
     * @throws IllegalArgumentException if it contains either
     */
    public static String osText(String text, String name) {
        Objects.requireNonNull(text, name);
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw new IllegalArgumentException(
                    name + " must not contain a NUL character: found at index " + nul + " of " + quoted(text));
        }
        return wellFormed(text, name);
    }

    /**
     * {@return the text, which can be encoded}
     *
     * @param text the text to check
     * @param name the name of the argument
     * @throws IllegalArgumentException if it contains a lone surrogate
     */
    public static String wellFormed(String text, String name) {
        Objects.requireNonNull(text, name);
        int lone = loneSurrogate(text);
        if (lone >= 0) {
            throw new IllegalArgumentException(name + " must not contain a lone surrogate, which no encoding can represent: "
                    + "found at index " + lone + " of " + quoted(text));
        }
        return text;
    }

    /**
     * {@return the index of the first half of a character that lacks the other half, or -1}
     *
     * @param text the text to look at
     */
    public static int loneSurrogate(String text) {
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (isSurrogate(point)) {
                return at;
            }
            at += Character.charCount(point);
        }
        return -1;
    }

    static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            if (isSurrogate(point)) {
                quoted.append(String.format("\\u%04x", point));
            } else {
                quoted.append(point == 0 ? "\\0" : Character.toString(point));
            }
        });
        return quoted.append('"').toString();
    }
}
