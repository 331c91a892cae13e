package dev.curfew.diagnosis;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A named detail of a {@link Diagnosis}.
 *
 * @param key the name, such as {@code state}
 * @param value the value; all lines after the first are shown as a quoted block
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record Fact(String key, String value) {

    /**
     * Check that nothing is {@code null}.
     *
     * @param key the name
     * @param value the value
     */
    public Fact {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
    }
}
