package dev.curfew.warden;

import dev.curfew.diagnosis.Survivor;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.table.ProcessTable;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * The trees of which nobody can know whether something is left: no guard has reported that nothing is, and the system does not show
 * which processes belong to them. A tree that may be left counts as one that is.
 */
final class Unproven {

    private static final String WHY =
            "not proven to have ended, because this system does not show which processes belong to it";

    private Unproven() {}

    /**
     * {@return a survivor for each tree that may be left}
     *
     * @param trees the trees
     * @param named those of which a survivor is named already
     * @param table what the system shows
     */
    static List<Survivor> among(List<ProcessTree> trees, Collection<ProcessTree> named, ProcessTable table) {
        return table.isComplete()
                ? List.of()
                : trees.stream()
                        .filter(tree -> isUnproven(tree) && !named.contains(tree))
                        .map(tree -> describe(tree, table))
                        .toList();
    }

    /** What others have started has no marks anywhere; the kernel itself tells when a cgroup is empty. */
    private static boolean isUnproven(ProcessTree tree) {
        return tree.elsewhere() == null && tree.cgroup() == null && !tree.isAdopted() && !GuardedTrees.isEmpty(tree);
    }

    private static Survivor describe(ProcessTree tree, ProcessTable table) {
        long start = Objects.requireNonNullElse(tree.start(), 0L);
        return new Survivor(new ProcessIdentity(tree.pid(), start), table.commandLine(tree.pid()), tree.name(), WHY);
    }
}
