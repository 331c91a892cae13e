package dev.curfew.process;

/**
 * The mechanism that identifies the processes of a scope, so that none escapes its end.
 *
 * <p>Each of the first three levels includes the previous ones, and is used automatically where it is available. The
 * other two include {@link #GUARD}, each with an addition that the other does not have; they are used only for scopes
 * that require them.
 *
 * @since 0.1
 */
public enum Containment {
    /**
     * Sessions, parents, and a mark in the environment. A daemon escapes if it leaves its session, outlives its parents
     * and clears its environment.
     */
    ENVIRONMENT,

    /**
     * Additionally, a mark in a resource limit, which an unprivileged process keeps unless it removes it deliberately.
     */
    MARK,

    /**
     * Additionally, a native parent process for each command. The kernel reparents every orphan to it, so no descendant
     * escapes, and the kernel itself confirms that none is left.
     */
    GUARD,

    /**
     * Additionally, a version 2 cgroup for each command. Its processes are ended even if they run as another user, as
     * set-uid programs do. Requires root, or a cgroup that is delegated to the user.
     */
    CGROUP,

    /**
     * Additionally, a PID namespace for each command. Its processes see only each other, and the kernel itself ends all
     * of them together with the first one, which belongs to the guard. Without root, set-uid programs have no
     * privileges in it. Many containers forbid it.
     */
    NAMESPACE;

    /**
     * {@return whether this level includes another one}
     *
     * @param required the other level
     */
    public boolean isAtLeast(Containment required) {
        return this == required || (required.compareTo(GUARD) <= 0 && compareTo(required) >= 0);
    }
}
