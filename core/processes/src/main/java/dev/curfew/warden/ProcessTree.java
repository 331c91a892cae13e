package dev.curfew.warden;

import dev.curfew.process.ProcessIdentity;
import dev.curfew.session.Cgroup;
import dev.curfew.session.Guarded;
import dev.curfew.session.Mark;
import dev.curfew.table.ProcessEntry;
import org.jspecify.annotations.Nullable;

/**
 * A process that Curfew started or was asked to end, with all its descendants.
 *
 * @param name its name for messages
 * @param pid its pid, which is also its session where {@code ownSession} holds
 * @param start its start time, or {@code null} if it ended before that could be read
 * @param guard its guard, or {@code null} if it has none
 * @param cgroup the cgroup that contains the whole tree, or {@code null} if it has none of its own
 * @param mark the mark that its descendants carry; {@link Mark#NONE} if Curfew did not start it
 * @param ownSession whether it was started in a session of its own
 * @param onTerminal whether it was started on a terminal of its own
 * @param elsewhere the place where it runs, which defines its pids and start times; {@code null} if that is this
 *     machine
 * @param stop how it wants to be asked to end
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
        @Nullable RemoteEnvironment elsewhere,
        StopRequest stop) {

    /**
     * {@return the tree of a process of this machine that Curfew did not start}
     *
     * @param name its name for messages
     * @param identity its pid and start time
     */
    public static ProcessTree adopted(String name, ProcessIdentity identity) {
        return new ProcessTree(
                name, identity.pid(), identity.start(), null, null, Mark.NONE, false, false, null, StopRequest.DEFAULT);
    }

    /** {@return whether a member is in another session, as far as the system shows sessions} */
    boolean isLeftBy(ProcessEntry member) {
        return member.session() != pid && member.session() != ProcessEntry.UNKNOWN;
    }

    boolean isAdopted() {
        return mark.cookie().isEmpty();
    }

    /** As quick as equality of trees permits: the generated one hashes all parts, and its first call takes 20 ms. */
    @Override
    public int hashCode() {
        return Long.hashCode(pid);
    }
}
