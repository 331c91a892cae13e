package dev.curfew.process;

/**
 * What a command may exceed before Curfew ends it.
 *
 * @since 0.1
 */
public enum Limit {
    /** The time since its start. */
    RUNTIME("maximum runtime"),
    /** The time since its last output, on either stream. */
    SILENCE("maximum silence");

    private final String label;

    Limit(String label) {
        this.label = label;
    }

    /** {@return the words for messages, such as {@code maximum runtime}} */
    @Override
    public String toString() {
        return label;
    }
}
