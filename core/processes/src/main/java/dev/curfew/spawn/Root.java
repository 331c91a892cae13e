package dev.curfew.spawn;

import dev.curfew.process.ProcessIdentity;
import dev.curfew.session.Guarded;
import dev.curfew.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * The first process of a command.
 *
 * @param pid its pid
 * @param start its start time, or {@code null} if it ended before that could be read
 * @param guard its guard, or {@code null} if it has none
 */
public record Root(long pid, @Nullable Long start, @Nullable Guarded guard) {

    static Root under(Guarded guard) {
        ProcessIdentity identity = guard.awaitStart();
        return new Root(identity.pid(), identity.start(), guard);
    }

    static Root unguarded(long pid) {
        Long start = Session.current()
                .processes()
                .entry(pid)
                .map(entry -> entry.identity().start())
                .orElse(null);
        return new Root(pid, start, null);
    }
}
