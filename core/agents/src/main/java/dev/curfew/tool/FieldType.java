package dev.curfew.tool;

/** The type of a field. */
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
