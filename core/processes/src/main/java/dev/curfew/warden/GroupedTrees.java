package dev.curfew.warden;

import dev.curfew.session.Cgroup;
import dev.curfew.table.ProcessEntry;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The trees that have cgroups of their own. The kernel kills all processes of a tree at once, whichever user they run
 * as.
 */
final class GroupedTrees {


    private final Machine machine;
    private final List<ProcessTree> trees;

    private GroupedTrees(Machine machine, List<ProcessTree> trees) {
        this.machine = machine;
        this.trees = trees;
    }

    /** {@return the trees among the given ones that have cgroups} */
    static GroupedTrees among(List<ProcessTree> trees, Machine machine) {
        return new GroupedTrees(
                machine, trees.stream().filter(tree -> tree.cgroup() != null).toList());
    }

    boolean isEmpty() {
        return trees.isEmpty();
    }

    void kill() {
        trees.stream().flatMap(GroupedTrees::cgroupOf).forEach(cgroup -> {
            try {
                cgroup.kill();
            } catch (IOException e) {
                System.getLogger("dev.curfew").log(
                        Level.WARNING,
                        "The cgroup {0} cannot be killed: {1}",
                        cgroup.folder(),
                        e); // Survivors are named in the report.
            }
        });
    }

    /**
     * {@return the processes that are left after waiting until a time of the machine's clock; empty cgroups are
     * removed}
     */
    Map<ProcessEntry, ProcessTree> awaitEmpty(long until) {
        Map<ProcessEntry, ProcessTree> left = new HashMap<>();
        for (ProcessTree tree : trees) {
            Cgroup cgroup = Objects.requireNonNull(tree.cgroup());
            if (!cgroup.awaitEmpty(System.nanoTime() + until - machine.time().nanos())) {
                cgroup.pids().stream()
                        .flatMap(pid -> machine.table().entry(pid).stream())
                        .filter(ProcessEntry::isAlive)
                        .forEach(entry -> left.put(entry, tree));
            }
            cgroup.remove();
        }
        return left;
    }

    private static Stream<Cgroup> cgroupOf(ProcessTree tree) {
        return Stream.ofNullable(tree.cgroup());
    }
}
