package dev.curfew.warden;

import dev.curfew.diagnosis.SweepReport;
import dev.curfew.diagnosis.UnprunedFile;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.session.CleanupAction;
import dev.curfew.session.FolderPruner;
import dev.curfew.session.Journal;
import dev.curfew.session.Session;
import dev.curfew.session.SessionCgroup;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Cleans up after sessions whose JVM is gone and whose warden and guards were ended too, or whose machine was rebooted.
 *
 * <p>A session is never touched if its JVM is alive, if it is in another PID namespace or on another machine, or if its
 * journal cannot be understood.
 */
public final class Leftovers {


    private static volatile boolean swept;

    private final List<SweepReport.Leftover> ended = new ArrayList<>();
    private final List<SweepReport.Leftover> survivors = new ArrayList<>();
    private final List<Path> deleted = new ArrayList<>();
    private final List<String> leftAlone = new ArrayList<>();

    private Leftovers() {}

    /**
     * End the processes and delete the files of all sessions of this user whose JVM is gone.
     *
     * @return what was done, and what is left
     */
    public static synchronized SweepReport sweep() {
        Leftovers leftovers = new Leftovers();
        try {
            for (KnownSession session : KnownSession.all()) {
                leftovers.sweep(session);
            }
            for (Path draft : Session.abandonedDrafts()) {
                FolderPruner.prune(draft);
            }
        } catch (IOException | UnsupportedOperationException e) {
            System.getLogger("dev.curfew").log(Level.DEBUG, "Cannot look for crashed sessions", e); // The first start reports the reason.
            leftovers.leftAlone.add("all sessions: " + e.getMessage());
        }
        swept = true;
        return new SweepReport(leftovers.ended, leftovers.survivors, leftovers.deleted, leftovers.leftAlone);
    }

    /**
     * Sweep as {@link #sweep()} does, unless this JVM has swept before. Called before each start, because processes of
     * an earlier session may hold ports and files that the command needs. An open session does not mean that this was
     * done: creating a folder or a query opens a session too.
     */
    public static void sweepOnce() {
        if (!swept) { // No start waits for a sweep that is requested later.
            sweepFirst();
        }
    }

    private static synchronized void sweepFirst() {
        if (!swept) {
            sweep();
        }
    }

    private void sweep(KnownSession session) {
        switch (session.state()) {
            case ALIVE -> {}
            case REBOOTED -> delete(session);
            case GONE -> session.journal().ifPresentOrElse(journal -> end(session, journal), () -> delete(session));
            case ELSEWHERE ->
                leftAlone.add(session.folder()
                        + " is of another PID namespace, such as that of a container, or of another machine");
            case HIDDEN -> leftAlone.add(session.folder() + " may be in use: this system shows no processes");
            case UNREADABLE -> {
                System.getLogger("dev.curfew").log(
                        Level.WARNING,
                        "The journal in {0} is left alone: {1}. Remove the folder once its processes are gone",
                        session.folder(),
                        session.problem());
                leftAlone.add(session.folder() + " has a journal that cannot be read: " + session.problem());
            }
        }
    }

    private void end(KnownSession session, Journal journal) {
        SessionCgroup.endLeftIn(session.folder());
        EndedProcesses processes = endOf(journal.prefix(), journal.cookie());
        add(ended, processes.ended(), session);
        add(survivors, processes.survivors(), session);
        if (processes.survivors().isEmpty()) {
            delete(session);
        } else {
            System.getLogger("dev.curfew").log(
                    Level.WARNING,
                    "A crashed session left processes that cannot be ended: {0}",
                    processes.survivors().keySet());
        }
    }

    private static void add(
            List<SweepReport.Leftover> list, Map<ProcessIdentity, String> processes, KnownSession session) {
        processes.forEach((identity, line) -> list.add(new SweepReport.Leftover(identity, line, session.folder())));
    }

    private void delete(KnownSession session) {
        CleanupAction.carryOut(session.folder());
        List<UnprunedFile> left = FolderPruner.prune(session.folder());
        if (left.isEmpty()) {
            deleted.add(session.folder());
        }
        left.forEach(file -> leftAlone.add(file.path() + " cannot be deleted: " + file.reason()));
    }

    /**
     * End all processes that carry certain marks.
     *
     * @param prefix the digits with which their numbers begin, or a dash for none
     * @param cookie the name with which their cookies begin
     * @return the processes that are left; if empty, it is proven that none is left
     */
    public static List<ProcessIdentity> endMarked(String prefix, String cookie) {
        return List.copyOf(endOf(prefix, cookie).survivors().keySet());
    }

    /**
     * End all processes that carry marks of this JVM's session. Called when the JVM ends: the scopes have been ended by
     * then, but a scope may have forgotten a command one of whose processes has left the tree of its guard.
     *
     * @param session the session
     */
    public static void endAllOf(Session session) {
        KnownSession.of(session.folder()).ifPresent(SessionMember::endAllOf);
    }

    private static EndedProcesses endOf(String prefix, String cookie) {
        return new Marked(marks -> marks.beginWith(prefix) || marks.areOf(cookie)).end();
    }
}
