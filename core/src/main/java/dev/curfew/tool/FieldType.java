package dev.curfew.tool;

/** What a field of a call holds. */
enum FieldType {
    TEXT("a string"),
    INTEGER("a whole number"),
    NUMBER("a number"),
    FLAG("true or false"),
    TEXTS("a list of strings"),
    VARIABLES("an object of strings");

    private final String description;

    FieldType(String description) {
        this.description = description;
    }

    @Override
    public String toString() {
        return description;
    }
}
