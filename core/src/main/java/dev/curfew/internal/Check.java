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
     * {@return the text, after checking that it has no NUL character, at which the kernel would truncate it}
     *
     * @param text the text to check
     * @param name the name of the argument
     * @throws IllegalArgumentException if it contains a NUL character
     */
    public static String noNul(String text, String name) {
        Objects.requireNonNull(text, name);
        int at = text.indexOf('\0');
        argument(at < 0, name + " must not contain a NUL character", "found at index " + at + " of " + quoted(text));
        return text;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\0", "\\0") + '"';
    }
}
