package dev.curfew.sandbox;

/** This machine, which does not need to be entered. */
enum LocalSandbox implements Sandbox {
    INSTANCE;

    @Override
    public String toString() {
        return "local";
    }
}
