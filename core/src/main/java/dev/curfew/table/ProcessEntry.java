package dev.curfew.table;

import dev.curfew.process.ProcessIdentity;

/**
 * One line of the system's process table.
 *
 * @param identity the pid and start time
 * @param parent the pid of its parent
 * @param group its process group
 * @param session its session
 * @param state one letter, as in proc_pid_stat(5)
 */
public record ProcessEntry(ProcessIdentity identity, long parent, long group, long session, char state) {

    /** Stands for a number that this system does not tell. */
    public static final long UNKNOWN = -1;

    /** {@return its pid} */
    public long pid() {
        return identity.pid();
    }

    /** {@return whether it lives; a zombie is dead: it waits for nothing but its parent's attention} */
    public boolean isAlive() {
        return state != 'Z' && state != 'X';
    }
}
