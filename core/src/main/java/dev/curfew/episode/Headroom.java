package dev.curfew.episode;

import java.util.Optional;

/**
 * Whether there is room for one more episode. A run asks before it begins one, and waits while there is none; if nothing runs
 * that could make room, it begins one all the same.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Headroom {

    /** {@return what is short, as a clause for people, or empty if there is room; called by several threads} */
    Optional<String> shortage();

    /** {@return that there is always room} */
    static Headroom unlimited() {
        return Optional::empty;
    }

    /**
     * {@return the room on this machine: 5 % of its memory are available, or 512 MiB where that is less, and so is the memory of its
     *     cgroup; and there are 256 pids for more processes}
     *
     * <p>Where there is no {@code /proc}, there is always room.
     */
    static Headroom ofThisMachine() {
        return MachineHeadroom.ofThisMachine();
    }
}
