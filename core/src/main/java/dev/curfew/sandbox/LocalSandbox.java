package dev.curfew.sandbox;

/** This machine, which needs no entering. */
enum LocalSandbox implements Sandbox {
    INSTANCE;

    @Override
    public String toString() {
        return "local";
    }
}
