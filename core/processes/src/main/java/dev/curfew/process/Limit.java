package dev.curfew.process;

import org.apiguardian.api.API;

/**
 * A limit that a command can exceed, upon which Curfew ends it.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public enum Limit {
    /** The time since the start of the command. */
    RUNTIME("maximum runtime"),
    /** The time since the last output on either stream. */
    SILENCE("maximum silence");

    private final String label;

    Limit(String label) {
        this.label = label;
    }

    /** {@return the name for messages, such as {@code maximum runtime}} */
    @Override
    public String toString() {
        return label;
    }
}
