package dev.curfew.diagnosis;

import java.util.Objects;

/**
 * One thing that is known.
 *
 * @param key what it is about, such as {@code state}
 * @param value the value; lines after the first are shown as a quoted block
 * @since 0.1
 */
public record Fact(String key, String value) {

    /**
     * Check that nothing is {@code null}.
     *
     * @param key what it is about
     * @param value the value
     */
    public Fact {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
    }
}
