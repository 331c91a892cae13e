package dev.curfew.junit.escape;

import java.util.List;

/** By what means Curfew holds processes. */
enum Means {
    /** What Curfew chooses here. */
    DEFAULT("default containment"),
    /** As where the guard cannot run. */
    MARKS_ALONE("marks alone");

    private final String title;

    Means(String title) {
        this.title = title;
    }

    /** {@return the options of the JVM that ask for it} */
    List<String> options() {
        return this == MARKS_ALONE ? List.of("-Dcurfew.guard=false") : List.of();
    }

    @Override
    public String toString() {
        return title;
    }
}
