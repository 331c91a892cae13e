package dev.curfew.warden;

import dev.curfew.process.ProcessIdentity;
import dev.curfew.session.Cgroup;
import dev.curfew.session.Guarded;
import dev.curfew.session.Mark;
import org.jspecify.annotations.Nullable;

/**
 * A process that Curfew started, or was asked to end, with all that descends from it.
 *
 * @param name its name for messages
 * @param pid its pid, which is also its session where {@code ownSession} holds
 * @param start its start time, or {@code null} if it was gone before anyone could look
 * @param guard its guard, or {@code null} if it has none
 * @param cgroup the cgroup that all of it is in, or {@code null} if it has none of its own
 * @param mark what its descendants carry; {@link Mark#NONE} if somebody else has started it
 * @param ownSession whether it was started in a session of its own
 * @param onTerminal whether it was started on a terminal of its own
 * @param elsewhere its place, or {@code null} if that is this machine; then pids and start times are those of that place
 */
public record ProcessTree(
        String name,
        long pid,
        @Nullable Long start,
        @Nullable Guarded guard,
        @Nullable Cgroup cgroup,
        Mark mark,
        boolean ownSession,
        boolean onTerminal,
        @Nullable Elsewhere elsewhere) {

    /**
     * {@return a process of this machine that somebody else has started}
     *
     * @param name its name for messages
     * @param identity who it is
     */
    public static ProcessTree adopted(String name, ProcessIdentity identity) {
        return new ProcessTree(name, identity.pid(), identity.start(), null, null, Mark.NONE, false, false, null);
    }

    boolean isAdopted() {
        return mark.equals(Mark.NONE);
    }
}
