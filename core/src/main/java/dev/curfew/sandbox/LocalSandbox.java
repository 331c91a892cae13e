package dev.curfew.sandbox;

/** This machine, which does not have to be entered. */
enum LocalSandbox implements Sandbox {
    INSTANCE;

    @Override
    public String toString() {
        return "local";
    }
}
