package dev.curfew.benchmarks.harness;

/** Options for the JVM of a worker that change how Curfew works. */
public final class Variant {

    /** No guard: marks alone tell which process belongs to a scope. */
    public static final String WITHOUT_GUARD = "-Dcurfew.guard=false";

    private Variant() {}
}
