package dev.curfew.session;

/** How a guard is reached. */
public interface GuardDoor {

    /** {@return its pid, where it runs} */
    long pid();

    /** {@return whether it can still report} */
    boolean isAlive();

    /** {@return why it does not report any more, if it has not said so itself} */
    String whyLost();

    /**
     * Tell it to ask all to end.
     *
     * @return whether that was done; otherwise it takes SIGUSR1 on this machine
     */
    boolean askToEnd();

    /** Tell it to kill all. */
    void kill();

    /** End it, because it does not do its work. */
    void abandon();

    /**
     * A guard that is a child of this JVM.
     *
     * @param process the guard
     */
    record Child(Process process) implements GuardDoor {

        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public boolean isAlive() {
            return process.isAlive();
        }

        @Override
        public String whyLost() {
            return "its guard was ended by somebody else";
        }

        @Override
        public boolean askToEnd() {
            return false;
        }

        /** By its handle, because {@link Process#destroy()} closes the streams. */
        @Override
        public void kill() {
            process.toHandle().destroy();
        }

        @Override
        public void abandon() {
            process.toHandle().destroyForcibly();
        }
    }
}
