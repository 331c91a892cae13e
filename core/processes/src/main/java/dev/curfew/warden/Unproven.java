package dev.curfew.warden;

import dev.curfew.diagnosis.Survivor;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.table.ProcessTable;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * The trees for which it cannot be determined whether a process is left: no guard has reported that none is, and the
 * system does not show which processes belong to them. A tree that may be left is reported as a survivor.
 */
final class Unproven {

    private static final String WHY =
            "not proven to have ended, because portable mode does not find a process whose parent has ended";

    private Unproven() {}

    /**
     * {@return a survivor for each tree that may be left}
     *
     * @param trees the trees
     * @param named the trees that already have a named survivor
     * @param table the process table of the system
     */
    static List<Survivor> among(List<ProcessTree> trees, Collection<ProcessTree> named, ProcessTable table) {
        return table.isComplete()
                ? List.of()
                : trees.stream()
                        .filter(tree -> isUnproven(tree) && !named.contains(tree))
                        .map(tree -> describe(tree, table))
                        .toList();
    }

    /** Adopted trees have no marks on any system, and the kernel reports when a cgroup is empty. */
    private static boolean isUnproven(ProcessTree tree) {
        return tree.elsewhere() == null && tree.cgroup() == null && !tree.isAdopted() && !GuardedTrees.isEmpty(tree);
    }

    private static Survivor describe(ProcessTree tree, ProcessTable table) {
        long start = Objects.requireNonNullElse(tree.start(), 0L);
        return new Survivor(new ProcessIdentity(tree.pid(), start), table.commandLine(tree.pid()), tree.name(), WHY);
    }
}
