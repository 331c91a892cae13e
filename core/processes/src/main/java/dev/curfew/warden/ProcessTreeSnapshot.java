package dev.curfew.warden;

import dev.curfew.diagnosis.Survivor;
import dev.curfew.session.Session;
import dev.curfew.table.ProcessEntry;
import dev.curfew.table.ProcessTable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A snapshot of live processes and their relationships. Read-only. */
public final class ProcessTreeSnapshot {

    private final ProcessTable table;
    private final Map<ProcessEntry, ProcessTree> members;
    private final Set<Long> pids;

    private ProcessTreeSnapshot(ProcessTable table, List<ProcessTree> trees) {
        this.table = table;
        List<ProcessTree> open = trees.stream()
                .filter(tree -> tree.elsewhere() == null)
                .filter(tree -> !GuardedTrees.isEmpty(tree))
                .toList();
        members = open.isEmpty() ? Map.of() : new Membership(table, open).find();
        pids = members.keySet().stream().map(ProcessEntry::pid).collect(Collectors.toSet());
    }

    /**
     * {@return the living processes of the given trees, and the trees for which it is unknown whether any process is
     * alive}
     */
    public static List<Survivor> living(List<ProcessTree> trees) {
        return living(tableOf(trees), trees);
    }

    static List<Survivor> living(ProcessTable table, List<ProcessTree> trees) {
        ProcessTreeSnapshot snapshot = new ProcessTreeSnapshot(table, trees);
        return Stream.of(
                        snapshot.members.keySet().stream().map(snapshot::describe),
                        RemoteTrees.among(trees).living(),
                        Unproven.among(trees, snapshot.members.values(), table).stream())
                .flatMap(Function.identity())
                .toList();
    }

    /** {@return the living processes of the given trees whose parents have ended: daemons and orphans} */
    public static List<Survivor> daemons(List<ProcessTree> trees) {
        return daemons(tableOf(trees), trees);
    }

    static List<Survivor> daemons(ProcessTable table, List<ProcessTree> trees) {
        ProcessTreeSnapshot snapshot = new ProcessTreeSnapshot(table, trees);
        return Stream.concat(
                        snapshot.members.keySet().stream()
                                .filter(snapshot::isDaemon)
                                .map(snapshot::describe),
                        RemoteTrees.among(trees).daemons())
                .toList();
    }

    /**
     * {@return the trees that are proven to have no process left}
     *
     * @param trees the trees
     * @param thorough whether to read the process table for trees whose guards have not reported that they are empty
     */
    public static Set<ProcessTree> over(List<ProcessTree> trees, boolean thorough) {
        return over(tableOf(trees), trees, thorough);
    }

    static Set<ProcessTree> over(ProcessTable table, List<ProcessTree> trees, boolean thorough) {
        Set<ProcessTree> over =
                trees.stream().filter(GuardedTrees::isEmpty).collect(Collectors.toCollection(HashSet::new));
        List<ProcessTree> unknown = trees.stream()
                .filter(tree -> !over.contains(tree) && tree.elsewhere() == null)
                .toList();
        if (thorough && !unknown.isEmpty() && table.isComplete()) {
            Set<ProcessTree> living = new HashSet<>(new ProcessTreeSnapshot(table, unknown).members.values());
            if (table.lastPid() < 0) {
                living.addAll(new ProcessTreeSnapshot(table, unknown)
                        .members.values()); // One pass may miss a process that was forked meanwhile.
            }
            unknown.stream().filter(tree -> !living.contains(tree)).forEach(over::add);
        }
        return over;
    }

    /** A registry that has started nothing opens no session. */
    private static ProcessTable tableOf(List<ProcessTree> trees) {
        return trees.isEmpty() ? ProcessTable.ofThisSystem() : Session.current().processes();
    }

    private boolean isDaemon(ProcessEntry member) {
        return member.pid() != treeOf(member).pid() && !pids.contains(member.parent());
    }

    private ProcessTree treeOf(ProcessEntry member) {
        return Objects.requireNonNull(members.get(member));
    }

    private Survivor describe(ProcessEntry member) {
        ProcessTree tree = treeOf(member);
        String state = member.pid() == tree.pid()
                ? "the command itself"
                : (isDaemon(member) ? "its parent has ended" : "its parent is alive")
                        + (tree.isLeftBy(member) ? ", in a session of its own" : "");
        return new Survivor(member.identity(), table.commandLine(member.pid()), tree.name(), state);
    }
}
