package dev.curfew.tool;

import java.util.List;

/**
 * A field of a call. The parser checks the same constraints that the schema declares.
 *
 * @param name the name
 * @param type the type
 * @param required whether a call without it is invalid
 * @param description the meaning, for the model
 * @param least the minimum of a number
 * @param most the maximum of a number, or the maximum number of characters or entries
 * @param choices the only allowed texts, or empty if any text is allowed
 */
record Field(
        String name,
        FieldType type,
        boolean required,
        String description,
        double least,
        double most,
        List<String> choices) {

    private static final int LONGEST_NAME = 200;
    private static final int MOST_ENTRIES = 1000;
    private static final double NO_BOUND = 1e15;

    static Field text(String name, String description) {
        return new Field(name, FieldType.TEXT, false, description, 0, NO_BOUND, List.of());
    }

    static Field id() {
        String description = "The session_id that start returned, or the first characters of it if they are unique";
        return new Field("session_id", FieldType.TEXT, true, description, 0, LONGEST_NAME, List.of());
    }

    static Field integer(String name, String description, long least, long most) {
        return new Field(name, FieldType.INTEGER, false, description, least, most, List.of());
    }

    static Field offset(String name, String description) {
        return integer(name, description, 0, (long) NO_BOUND);
    }

    static Field seconds(String name, String description) {
        return new Field(name, FieldType.NUMBER, false, description, 0, NO_BOUND, List.of());
    }

    static Field flag(String name, String description) {
        return new Field(name, FieldType.FLAG, false, description, 0, 0, List.of());
    }

    static Field texts(String name, String description) {
        return new Field(name, FieldType.TEXTS, false, description, 0, MOST_ENTRIES, List.of());
    }

    static Field variables(String name, String description) {
        return new Field(name, FieldType.VARIABLES, false, description, 0, MOST_ENTRIES, List.of());
    }

    static Field choice(String name, String description, List<String> choices) {
        return new Field(name, FieldType.TEXT, false, description, 0, LONGEST_NAME, choices);
    }

    /** Set the minimum of a number. */
    Field from(double smallest) {
        return new Field(name, type, required, description, smallest, most, choices);
    }

    Field mandatory() {
        return new Field(name, type, true, description, least, most, choices);
    }

    Field optional() {
        return new Field(name, type, false, description, least, most, choices);
    }

    Field describedAs(String other) {
        return new Field(name, type, required, other, least, most, choices);
    }

    boolean hasUpperBound() {
        return most < NO_BOUND;
    }
}
