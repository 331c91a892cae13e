package dev.curfew.warden;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which processes belong to which tree.
 *
 * <p>A process belongs to a tree if it is in the tree's session, if its environment carries the tree's mark, or if its
 * parent belongs to the tree. One that started before the tree never does, whatever its pid says: pids are reused.
 */
final class Membership {

    private static final long SELF = ProcessHandle.current().pid();

    private final ProcessTable table;
    private final List<ProcessTree> trees;
    private final long earliest;

    Membership(ProcessTable table, List<ProcessTree> trees) {
        this.table = table;
        this.trees = trees;
        this.earliest = trees.stream()
                .mapToLong(tree -> tree.start() == null ? 0 : tree.start())
                .min()
                .orElse(0);
    }

    /** {@return the living members of all trees, each with its tree} */
    Map<ProcessEntry, ProcessTree> find() {
        List<ProcessEntry> candidates = new ArrayList<>(table.entries());
        candidates.removeIf(entry -> !entry.isAlive() || entry.identity().start() < earliest || entry.pid() == SELF);
        candidates.sort(Comparator.comparing(entry -> entry.identity().start()));
        Map<Long, ProcessTree> byPid = new LinkedHashMap<>();
        Map<ProcessEntry, ProcessTree> members = new LinkedHashMap<>();
        for (ProcessEntry entry : candidates) {
            treeOf(entry, byPid).ifPresent(tree -> {
                byPid.put(entry.pid(), tree);
                members.put(entry, tree);
            });
        }
        return members;
    }

    private Optional<ProcessTree> treeOf(ProcessEntry entry, Map<Long, ProcessTree> byPid) {
        Optional<ProcessTree> byKinship =
                trees.stream().filter(tree -> isKin(entry, tree)).findFirst();
        return byKinship
                .or(() -> Optional.ofNullable(byPid.get(entry.parent())))
                .or(() -> trees.stream()
                        .filter(tree -> table.carries(entry.pid(), tree.cookie()))
                        .findFirst());
    }

    private static boolean isKin(ProcessEntry entry, ProcessTree tree) {
        if (tree.start() == null || entry.identity().start() < tree.start()) {
            return false;
        }
        boolean isRoot = entry.pid() == tree.pid() && entry.identity().start() == tree.start();
        return isRoot || (tree.ownSession() && entry.session() == tree.pid());
    }
}
