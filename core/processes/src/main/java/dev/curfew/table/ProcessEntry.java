package dev.curfew.table;

import dev.curfew.process.ProcessIdentity;

/**
 * An entry of the system's process table.
 *
 * @param identity the pid and start time
 * @param parent the pid of the parent
 * @param group the process group
 * @param session the session
 * @param state one letter, as in proc_pid_stat(5)
 */
public record ProcessEntry(ProcessIdentity identity, long parent, long group, long session, char state) {

    /** Stands for a number that is not available on this system. */
    public static final long UNKNOWN = -1;

    /** {@return the pid} */
    public long pid() {
        return identity.pid();
    }

    /** {@return whether the process is alive; a zombie is not, because it only waits to be reaped} */
    public boolean isAlive() {
        return state != 'Z' && state != 'X';
    }
}
