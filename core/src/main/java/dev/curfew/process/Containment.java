package dev.curfew.process;

/**
 * What holds the processes of a scope together, so that none gets away.
 *
 * <p>Each of the first three levels has what those before it have, and is used without a word where it is available. The
 * others have what {@link #GUARD} has, and each something that the other one does not have; they are used for a scope that
 * requires them, and for no other.
 *
 * @since 0.1
 */
public enum Containment {
    /**
     * Sessions, parents, and a mark in the environment: a daemon gets away that leaves its session, outlives its parents
     * and clears its environment.
     */
    ENVIRONMENT,

    /** Besides, a mark in a resource limit, which no process sheds that has no privileges and does not look for it. */
    MARK,

    /**
     * Besides, a native parent for each command, to which the kernel hands every orphan: nothing that the command starts
     * gets away, and the kernel itself says when nobody is left.
     */
    GUARD,

    /**
     * Besides, a cgroup of version 2 for each command: its processes are ended even if they run as another user, as
     * set-uid programs do. Requires root, or a cgroup that was delegated to the user.
     */
    CGROUP,

    /**
     * Besides, a PID namespace for each command: its processes see nobody but each other, and the kernel itself ends all
     * of them with the first one, which is the guard's. Without root, set-uid programs have no privileges in it. Many
     * containers forbid it.
     */
    NAMESPACE;

    /**
     * {@return whether this level keeps what another one promises}
     *
     * @param required the other level
     */
    public boolean isAtLeast(Containment required) {
        return this == required || (required.compareTo(GUARD) <= 0 && compareTo(required) >= 0);
    }
}
