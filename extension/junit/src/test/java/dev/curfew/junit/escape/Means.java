package dev.curfew.junit.escape;

import java.util.List;

/** The means by which Curfew contains processes. */
enum Means {
    /** The default on this machine. */
    DEFAULT("default containment"),
    /** As on a system where the guard cannot run. */
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
