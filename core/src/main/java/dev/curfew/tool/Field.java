package dev.curfew.tool;

import java.util.List;

/**
 * One field of a call: what the parser checks is what the schema says.
 *
 * @param name its name
 * @param type what it holds
 * @param required whether a call without it is wrong
 * @param description what it means, for the model
 * @param least the smallest number allowed
 * @param most the largest number, or the largest number of characters or entries, allowed
 * @param choices the only texts allowed, or none if any is
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

    /** With a smallest number. */
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
