package dev.curfew.process;

import org.apiguardian.api.API;

/**
 * The mechanism that identifies the processes of a scope, so that none escapes its end.
 *
 * <p>{@link #GUARD} is used automatically where it is available, and {@link #PARENTS} elsewhere. The other two levels
 * include {@link #GUARD}, each with an addition that the other does not have; they are used only for scopes that
 * require them.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public enum Containment {
    /**
     * Only the parents of a process show where it belongs: this is portable mode. A process escapes if its parent ends
     * before it is found, so no end of a command is proven, and nothing is ended if the JVM is killed.
     */
    PARENTS,

    /**
     * Additionally, a native parent process for each command. The kernel reparents every orphan to it, so no descendant
     * escapes, and the kernel itself confirms that none is left. Each process also carries a mark in its environment,
     * and one in a resource limit, by which it is found if its guard was killed.
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
