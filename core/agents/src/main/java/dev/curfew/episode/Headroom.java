package dev.curfew.episode;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Checks whether there is room for another episode. A run checks before it begins an episode, and waits while there is
 * no room. If no episode is running whose end could make room, it begins one anyway.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
@FunctionalInterface
public interface Headroom {

    /** {@return what is scarce, as a clause for people, or empty if there is room; called by several threads} */
    Optional<String> shortage();

    /** {@return a check that always finds room} */
    static Headroom unlimited() {
        return Optional::empty;
    }

    /**
     * {@return a check of this machine: it finds room while 5 % of the memory, or 512 MiB if that is less, are
     * available both in the machine and in the cgroup of this JVM, and 256 more pids are available}
     *
     * <p>Without {@code /proc} there is always room.
     */
    static Headroom ofThisMachine() {
        return MachineHeadroom.ofThisMachine();
    }
}
