package dev.curfew.process;

/**
 * What holds the processes of a scope together, so that none gets away. Each level has what those before it have.
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
    GUARD;

    /**
     * {@return whether this level keeps what another one promises}
     *
     * @param required the other level
     */
    public boolean isAtLeast(Containment required) {
        return compareTo(required) >= 0;
    }
}
