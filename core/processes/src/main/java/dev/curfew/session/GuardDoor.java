package dev.curfew.session;

import java.util.Optional;

/** The connection to a guard: tells whether the guard can report, and passes requests to it. */
public interface GuardDoor {

    /** {@return its pid in the place where it runs} */
    long pid();

    /** {@return whether it can still report} */
    boolean isAlive();

    /** {@return why it no longer reports, if it has not reported that itself} */
    default String whyLost() {
        return "its guard ended unexpectedly";
    }

    /**
     * Tell it to ask all processes to end.
     *
     * @return whether it was told; if not, send SIGUSR1 to it on this machine
     */
    default boolean askToEnd() {
        return false;
    }

    /** Tell it to kill all processes. */
    void kill();

    /** Kill the guard itself, because it does not do its work. */
    void abandon();

    /** {@return the server that has forked it, and can be asked to signal many guards at once} */
    default Optional<ForkServer> forkedBy() {
        return Optional.empty();
    }

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

        /** Uses its handle, because {@link Process#destroy()} closes the streams. */
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
