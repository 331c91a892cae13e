package dev.curfew.warden;

import dev.curfew.process.ProcessIdentity;
import dev.curfew.process.Signal;
import dev.curfew.session.FolderPruner;
import dev.curfew.session.Journal;
import dev.curfew.session.Session;
import dev.curfew.session.SessionCgroup;
import dev.curfew.table.ProcessEntry;
import dev.curfew.table.ProcessMarks;
import dev.curfew.table.ProcessTable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cleans up after sessions whose JVM is gone, and whose warden and guards were ended too, or the machine.
 *
 * <p>A session of a JVM that lives is never touched, nor one in another pid namespace, nor one whose journal says
 * something that we do not understand.
 */
public final class Leftovers {

    private static final Logger LOGGER = System.getLogger("dev.curfew");
    private static final Duration BUDGET = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private Leftovers() {}

    /** End the processes and delete the files of all sessions of this user whose JVM is gone. */
    public static void sweep() {
        try {
            for (Path folder : Session.folders()) {
                sweep(folder);
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOGGER.log(Level.DEBUG, "Cannot look for crashed sessions", e); // The first start will say why, clearly.
        }
    }

    private static void sweep(Path folder) {
        try {
            sweep(folder, Journal.read(folder));
        } catch (NoSuchFileException e) {
            pruneIfAbandoned(folder); // A journal is written before anything is started.
        } catch (IOException e) {
            LOGGER.log(
                    Level.WARNING,
                    "The journal in {0} is left alone: {1}. Remove the folder once its processes are gone",
                    folder,
                    e.getMessage());
        }
    }

    private static void sweep(Path folder, Journal journal) {
        if (!journal.isOfThisBoot()) {
            FolderPruner.prune(folder);
        } else if (journal.isOfThisSystem() && !journal.isOwnerAlive()) {
            SessionCgroup.endLeftIn(folder);
            List<ProcessIdentity> survivors = endMarked(journal.prefix(), journal.cookie());
            if (survivors.isEmpty()) {
                FolderPruner.prune(folder);
            } else {
                LOGGER.log(Level.WARNING, "A crashed session left processes that cannot be ended: {0}", survivors);
            }
        }
    }

    private static void pruneIfAbandoned(Path folder) {
        String name = folder.getFileName().toString();
        long pid = Long.parseLong(name.substring(0, name.indexOf('-')));
        if (Files.exists(folder) && ProcessTable.ofThisSystem().entry(pid).isEmpty()) {
            FolderPruner.prune(folder);
        }
    }

    /**
     * End all processes that carry certain marks.
     *
     * @param prefix the digits with which their numbers begin, or a dash for none
     * @param cookie the name with which their cookies begin
     * @return those that are left; if there are none, that is proven
     */
    public static List<ProcessIdentity> endMarked(String prefix, String cookie) {
        ProcessTable table = ProcessTable.ofThisSystem();
        MemberSignals signals = new MemberSignals(table);
        long deadline = System.nanoTime() + BUDGET.toNanos();
        Map<ProcessEntry, ProcessMarks> members = find(table, prefix, cookie);
        while (!members.isEmpty() && System.nanoTime() < deadline) {
            signals.send(Signal.KILL, members.keySet());
            signals.awaitDeath(members.keySet(), Math.min(deadline, System.nanoTime() + LONGEST_WAIT.toNanos()));
            members = find(table, prefix, cookie);
        }
        return members.keySet().stream().map(ProcessEntry::identity).toList();
    }

    private static Map<ProcessEntry, ProcessMarks> find(ProcessTable table, String prefix, String cookie) {
        return CertifiedPass.over(table, entries -> {
            Map<ProcessEntry, ProcessMarks> members = new LinkedHashMap<>();
            entries.stream().filter(ProcessEntry::isAlive).forEach(entry -> {
                ProcessMarks marks = table.marks(entry.pid());
                if (marks.beginWith(prefix) || marks.areOf(cookie)) {
                    members.put(entry, marks);
                }
            });
            return members;
        });
    }
}
