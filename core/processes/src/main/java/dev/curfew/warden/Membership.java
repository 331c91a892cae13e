package dev.curfew.warden;

import dev.curfew.process.ProcessIdentity;
import dev.curfew.table.ProcessEntry;
import dev.curfew.table.ProcessMarks;
import dev.curfew.table.ProcessTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides which processes belong to which tree.
 *
 * <p>A process belongs to a tree if it is in the tree's session, if it carries the tree's mark, or if its parent
 * belongs to the tree; once found, it stays a member even if its parent ends. A process that started before the tree never belongs to it, regardless of its pid: pids and
 * session ids are reused.
 */
final class Membership {

    private static final long SELF = ProcessHandle.current().pid();

    private final ProcessTable table;
    private final Map<Long, ProcessTree> byRoot = new HashMap<>();
    private final Map<String, ProcessTree> byCookie = new HashMap<>();
    private final Map<Long, ProcessTree> byNumber = new HashMap<>();
    private final Map<ProcessIdentity, ProcessTree> known = new HashMap<>();
    private final long earliest;

    Membership(ProcessTable table, List<ProcessTree> trees) {
        this.table = table;
        long first = trees.isEmpty() ? 0 : Long.MAX_VALUE;
        for (ProcessTree tree : trees) {
            byRoot.put(tree.pid(), tree); // Of two with the same pid, only the later can be alive.
            if (!tree.isAdopted()) {
                byCookie.put(tree.mark().cookie(), tree);
            }
            if (tree.mark().number() != 0) {
                byNumber.put(tree.mark().number(), tree);
            }
            first = Math.min(first, Objects.requireNonNullElse(tree.start(), 0L));
        }
        this.earliest = first;
    }

    /** {@return the living members of all trees, each with its tree; no process that was alive at the end is missed} */
    Map<ProcessEntry, ProcessTree> find() {
        return CertifiedPass.over(table, earliest, this::among);
    }

    private Map<ProcessEntry, ProcessTree> among(List<ProcessEntry> entries) {
        List<ProcessEntry> candidates = new ArrayList<>(entries);
        candidates.removeIf(entry -> !entry.isAlive() || entry.identity().start() < earliest || entry.pid() == SELF);
        candidates.sort(Comparator.comparing(entry -> entry.identity().start()));
        Map<Long, ProcessTree> byPid = new LinkedHashMap<>();
        Map<ProcessEntry, ProcessTree> members = new LinkedHashMap<>();
        for (ProcessEntry entry : candidates) {
            treeOf(entry, byPid).ifPresent(tree -> {
                byPid.put(entry.pid(), tree);
                known.put(entry.identity(), tree);
                members.put(entry, tree);
            });
        }
        return members;
    }

    private Optional<ProcessTree> treeOf(ProcessEntry entry, Map<Long, ProcessTree> byPid) {
        return rootedAt(entry.pid(), entry)
                .or(() -> Optional.ofNullable(known.get(entry.identity())))
                .or(() -> rootedAt(entry.session(), entry).filter(this::leadsItsSession))
                .or(() -> Optional.ofNullable(byPid.get(entry.parent())))
                .or(() -> marked(entry));
    }

    private Optional<ProcessTree> rootedAt(long pid, ProcessEntry entry) {
        return Optional.ofNullable(byRoot.get(pid)).filter(tree -> isRootOrYounger(tree, entry));
    }

    /**
     * The id of a session whose leader is gone may have been reused for an unrelated session; then the marks decide.
     */
    private boolean leadsItsSession(ProcessTree tree) {
        return tree.ownSession()
                && table.entry(tree.pid())
                        .filter(entry ->
                                tree.start() != null && entry.identity().start() == tree.start())
                        .isPresent();
    }

    private static boolean isRootOrYounger(ProcessTree tree, ProcessEntry entry) {
        Long start = tree.start();
        if (start == null) {
            return false;
        }
        return entry.pid() == tree.pid()
                ? entry.identity().start() == start
                : entry.identity().start() >= start;
    }

    private Optional<ProcessTree> marked(ProcessEntry entry) {
        ProcessMarks marks = table.marks(entry.pid());
        return Stream.concat(
                        Stream.of(marks.soft(), marks.hard()).map(byNumber::get),
                        marks.cookies().stream().map(byCookie::get))
                .filter(Objects::nonNull)
                .findFirst();
    }
}
