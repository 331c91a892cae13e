package dev.curfew.warden;

import dev.curfew.process.ProcessIdentity;

/** One line of the system's process table. */
record ProcessEntry(ProcessIdentity identity, long parent, long group, long session, char state) {

    static final long UNKNOWN = -1;

    long pid() {
        return identity.pid();
    }

    /** A zombie is dead: it waits for nothing but its parent's attention. */
    boolean isAlive() {
        return state != 'Z' && state != 'X';
    }
}
