package dev.curfew.internal;

/** Creates threads that do not keep the JVM alive. */
public final class Threads {

    private Threads() {}

    /**
     * {@return a new thread, not yet started}
     *
     * @param action what it does
     */
    public static Thread create(String name, Runnable action) {
        Thread thread = new Thread(action, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * {@return a new thread, already started}
     *
     * @param action what it does
     */
    public static Thread start(String name, Runnable action) {
        Thread thread = create(name, action);
        thread.start();
        return thread;
    }
}
