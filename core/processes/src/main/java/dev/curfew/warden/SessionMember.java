package dev.curfew.warden;

import dev.curfew.process.ProcessIdentity;
import dev.curfew.session.Journal;
import dev.curfew.table.ProcessEntry;
import dev.curfew.table.ProcessMarks;
import dev.curfew.table.ProcessTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A living process of a session, which may be that of another JVM.
 *
 * @param session the session; the innermost one if the process belongs to several
 * @param identity its pid and start time
 * @param command the number of the command of the session from which it descends; the first one is 1
 * @param commandLine its command line as the system shows it; it may hold secrets
 */
public record SessionMember(KnownSession session, ProcessIdentity identity, long command, String commandLine) {

    private static final long NUMBERS = 10_000_000L;

    /**
     * {@return the living processes of the given sessions}
     *
     * @param sessions the sessions; those of other systems have no processes here
     */
    public static List<SessionMember> of(List<KnownSession> sessions) {
        List<KnownSession> here = sessions.stream()
                .filter(session ->
                        session.state() == KnownSession.State.ALIVE || session.state() == KnownSession.State.GONE)
                .toList();
        ProcessTable table = ProcessTable.ofThisSystem();
        Map<ProcessEntry, ProcessMarks> found =
                new Marked(marks -> here.stream().anyMatch(session -> session.areMarks(marks))).find();
        List<SessionMember> members = new ArrayList<>();
        found.forEach((entry, marks) -> innermost(here, marks)
                .ifPresent(session -> members.add(new SessionMember(
                        session, entry.identity(), commandOf(session, marks), table.commandLine(entry.pid())))));
        return members;
    }

    private static Optional<KnownSession> innermost(List<KnownSession> sessions, ProcessMarks marks) {
        return sessions.stream()
                .filter(session -> session.areMarks(marks))
                .max((one, other) -> Integer.compare(depth(one, marks), depth(other, marks)));
    }

    /** Cookies are in the order of the sessions' nesting; the soft number is that of the innermost session. */
    private static int depth(KnownSession session, ProcessMarks marks) {
        Journal journal = session.journal().orElseThrow();
        for (int i = marks.cookies().size() - 1; i >= 0; i--) {
            if (marks.cookies().get(i).startsWith(journal.cookie() + "-")) {
                return i;
            }
        }
        return Long.toString(marks.soft()).startsWith(journal.prefix()) ? Integer.MAX_VALUE : -1;
    }

    private static long commandOf(KnownSession session, ProcessMarks marks) {
        Journal journal = session.journal().orElseThrow();
        String cookies = journal.cookie() + "-";
        Optional<Long> named = marks.cookies().stream()
                .filter(cookie -> cookie.startsWith(cookies))
                .map(cookie -> cookie.substring(cookies.length()))
                .filter(number -> number.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .findFirst();
        return named.orElseGet(() ->
                (Long.toString(marks.soft()).startsWith(journal.prefix()) ? marks.soft() : marks.hard()) % NUMBERS);
    }

    /**
     * End the command that this process descends from, with all processes that it started.
     *
     * @return what became of them
     */
    public EndedProcesses endCommand() {
        Journal journal = session.journal().orElseThrow();
        String cookie = journal.cookie() + "-" + command;
        long number = journal.prefix().equals("-")
                ? Long.MIN_VALUE
                : Long.parseLong(journal.prefix()) * NUMBERS + command % NUMBERS;
        return new Marked(marks -> marks.cookies().contains(cookie) || marks.soft() == number || marks.hard() == number)
                .end();
    }

    /**
     * End all processes of a session.
     *
     * @param session the session
     * @return what became of them
     */
    public static EndedProcesses endAllOf(KnownSession session) {
        return new Marked(session::areMarks).end();
    }
}
