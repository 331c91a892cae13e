package dev.curfew.warden;

import org.jspecify.annotations.Nullable;

/**
 * A process that Curfew started, with all that descends from it.
 *
 * @param name its name for messages
 * @param pid its pid, which is also its session where {@code ownSession} holds
 * @param start its start time, or {@code null} if it was gone before anyone could look
 * @param cookie the mark that its descendants carry in their environment
 * @param ownSession whether it was started in a session of its own
 * @param onTerminal whether it was started on a terminal of its own
 */
public record ProcessTree(
        String name, long pid, @Nullable Long start, String cookie, boolean ownSession, boolean onTerminal) {}
