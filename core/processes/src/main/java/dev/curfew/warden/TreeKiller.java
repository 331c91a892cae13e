package dev.curfew.warden;

import dev.curfew.diagnosis.EndedTree;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.SandboxGoneException;
import dev.curfew.diagnosis.Survivor;
import dev.curfew.internal.Durations;
import dev.curfew.internal.Lists;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.Signal;
import dev.curfew.session.Guarded;
import dev.curfew.session.Guarded.Emptied;
import dev.curfew.session.Session;
import dev.curfew.spawn.ProcessSignals;
import dev.curfew.table.ProcessEntry;
import dev.curfew.table.ProcessTable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Ends process trees, all at once and within one time budget: polite signal, grace period, SIGKILL, and proof that no
 * process is left.
 *
 * <p>A guard ends its tree, and its report is the proof. For trees without a guard, or whose guard was ended by another
 * process, the proof is a pass over the process table that misses no process. The table is read once per pass for all
 * those trees together; between passes only the members that are known to be alive are checked.
 */
public final class TreeKiller {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    /** Processes on a terminal are asked again after this time, which doubles with each request. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    /**
     * Guards count what they kill, so they get this time before the cgroup kills what they are not permitted to kill.
     */
    private static final Duration GUARDS_TURN = Duration.ofMillis(100);

    /** Guards that have not answered within this time may be in a place that is paused. */
    private static final Duration TIME_TO_THAW = Duration.ofMillis(500);

    /** A century: the sum of a time and a duration must not overflow. */
    private static final long FOREVER = Duration.ofDays(36_500).toNanos();

    /**
     * Where the system does not report the last pid that it allocated, a pass may miss a process that was forked
     * meanwhile.
     */
    private static final int UNCERTIFIED_PASSES = 2;

    /** What is left of the budget at least for trees that other ones have delayed: they are killed in any case. */
    private static final Duration LEAST_TIME = Duration.ofSeconds(1);

    private static final KillReport NOTHING_TO_END = new KillReport(Duration.ZERO, List.of(), List.of(), List.of());

    private final Machine machine;
    private final ProcessTable table;
    private final MemberSignals signals;
    private final List<ProcessTree> trees;
    private final StopRequest request;
    private final List<ProcessTree> unguarded;
    private final Membership ofUnguarded;
    private final GuardedTrees guarded;
    private final GroupedTrees grouped;
    private final RemoteTrees elsewhere;
    private final AdoptedTrees adopted;
    private final long begin;
    private final long graceEnd;
    private long deadline;
    private final IdentityHashMap<ProcessTree, Set<Long>> found = new IdentityHashMap<>();
    private final IdentityHashMap<ProcessTree, Set<Long>> killed = new IdentityHashMap<>();
    private Map<ProcessEntry, ProcessTree> asked = Map.of();
    private Map<ProcessEntry, ProcessTree> askedAdopted = Map.of();

    private TreeKiller(Machine machine, List<ProcessTree> trees, KillPolicy all, StopRequest request) {
        KillPolicy policy = request.appliedTo(all);
        this.request = request;
        this.machine = machine;
        this.table = machine.table();
        this.begin = machine.time().nanos();
        this.signals = new MemberSignals(machine);
        this.trees = trees;
        this.guarded = GuardedTrees.among(trees, machine);
        this.grouped = GroupedTrees.among(trees, machine);
        this.elsewhere = RemoteTrees.among(trees);
        this.adopted = AdoptedTrees.among(trees, machine, signals);
        this.graceEnd = begin + Math.min(FOREVER, Durations.nanos(policy.grace()));
        this.deadline = begin + Math.min(FOREVER, Durations.nanos(policy.budget()));
        this.unguarded = trees.stream()
                .filter(tree -> tree.elsewhere() == null && !tree.isAdopted())
                .filter(tree -> !guarded.contains(tree) && !GuardedTrees.isEmpty(tree))
                .toList();
        this.ofUnguarded = new Membership(table, unguarded);
    }

    /**
     * End process trees. Not interruptible: a clean-up must be completed even if its thread is interrupted.
     *
     * @param trees the trees
     * @param policy how long it may take
     * @return what was done, and what survived
     */
    public static KillReport end(List<ProcessTree> trees, KillPolicy policy) {
        return trees.isEmpty()
                ? NOTHING_TO_END // Most tests start nothing: no cost.
                : end(Machine.ofThisJvm(), trees, policy);
    }

    /**
     * End process trees as {@link #end(List, KillPolicy)} does, and scan all processes of this machine once for members
     * that have left the trees of their guards. The scan takes about 20 microseconds for each process of the machine,
     * so it is reserved for the end of a scope.
     *
     * <p>A guard reports on its descendants. A process can enter a PID namespace that already exists, for example with
     * nsenter(1). What it starts there and leaves orphaned is reparented to the first process of that namespace. It
     * still carries the marks.
     *
     * @param trees the trees
     * @param policy how long it may take
     * @return what was done, and what survived
     */
    public static KillReport endForGood(List<ProcessTree> trees, KillPolicy policy) {
        return trees.isEmpty() ? end(trees, policy) : endForGood(Machine.ofThisJvm(), trees, policy);
    }

    static KillReport end(Machine machine, List<ProcessTree> trees, KillPolicy policy) {
        return end(machine, trees, policy, false);
    }

    static KillReport endForGood(Machine machine, List<ProcessTree> trees, KillPolicy policy) {
        return end(machine, trees, policy, true);
    }

    /**
     * All trees are asked at the same time. Those with the shortest grace period are killed first, so that none waits
     * for another one that may take longer. If a tree takes all of the budget to no avail, the next ones get a second more each, so
     * that they are killed, too.
     */
    private static KillReport end(Machine machine, List<ProcessTree> trees, KillPolicy policy, boolean forGood) {
        List<TreeKiller> killers = trees.stream()
                .map(ProcessTree::stop)
                .distinct()
                .map(request -> new TreeKiller(machine, request.among(trees), policy, request))
                .sorted(Comparator.comparingLong(killer -> killer.graceEnd - killer.begin))
                .toList();
        killers.forEach(TreeKiller::ask);
        List<KillReport> reports = new ArrayList<>();
        for (TreeKiller killer : killers) {
            if (!reports.isEmpty()) {
                killer.extendDeadline();
            }
            reports.add(killer.finish(forGood));
        }
        return reports.stream().reduce(TreeKiller::both).orElse(NOTHING_TO_END);
    }

    private void extendDeadline() {
        deadline = Math.max(deadline, Math.max(graceEnd, now()) + LEAST_TIME.toNanos());
    }

    /** {@return the report of two steps that began together, of which the second one ended last} */
    private static KillReport both(KillReport first, KillReport second) {
        return new KillReport(
                second.took(),
                Lists.joined(first.trees(), second.trees()),
                Lists.joined(first.survivors(), second.survivors()),
                List.of());
    }

    /**
     * Send a signal to the process group of the first process of a tree.
     *
     * @param tree the tree
     * @param signal the signal
     * @return whether that process still existed
     * @throws IOException if no signal can be sent
     */
    public static boolean signal(ProcessTree tree, Signal signal) throws IOException {
        RemoteEnvironment elsewhere = tree.elsewhere();
        if (elsewhere != null) {
            elsewhere.signal(tree, signal);
            return true;
        }
        Optional<ProcessEntry> root = Session.current()
                .processes()
                .entry(tree.pid())
                .filter(entry -> tree.start() != null && entry.identity().start() == tree.start());
        if (root.isEmpty() || !root.get().isAlive()) {
            return false;
        }
        // A command that leads a session cannot leave its group, so it need not be known.
        boolean leadsGroup = tree.ownSession()
                && (root.get().group() == tree.pid() || root.get().group() == ProcessEntry.UNKNOWN);
        ProcessSignals.send(signal, List.of(leadsGroup ? -tree.pid() : tree.pid()));
        return true;
    }

    private void ask() {
        asked = find(ofUnguarded, unguarded);
        askedAdopted = adopted.find();
        askedAdopted.forEach((member, tree) -> remember(found, tree, member));
        if (graceEnd > begin) {
            adopted.askToEnd(askedAdopted);
            Signal own = request.signal();
            if (own == null) {
                askToEnd(asked);
            } else {
                askToEnd(own);
            }
        }
    }

    private KillReport finish(boolean forGood) {
        Map<ProcessEntry, ProcessTree> members = asked;
        if (graceEnd > begin) {
            awaitGrace(members, askedAdopted.keySet());
            members = members.isEmpty() ? members : find(ofUnguarded, unguarded);
        }
        if (isTimeLeft()) {
            guarded.kill();
            killGroups();
        }
        Map<ProcessEntry, ProcessTree> survivors = new HashMap<>(killUntilEmpty(ofUnguarded, members, unguarded));
        survivors.putAll(killAdopted());
        survivors.putAll(killAbandoned());
        survivors.putAll(killStrays(forGood ? trees : List.of()));
        grouped.awaitEmpty(deadline).forEach((survivor, tree) -> add(survivor, tree, survivors));
        List<Survivor> doubtful = new ArrayList<>(elsewhere.end(Duration.ofNanos(deadline - now())));
        doubtful.addAll(Unproven.among(trees, survivors.values(), table));
        return report(survivors, doubtful);
    }

    /** End processes that have left the tree of a guard that has reported that nothing is left of its tree. */
    private Map<ProcessEntry, ProcessTree> killStrays(List<ProcessTree> forGood) {
        List<ProcessTree> empty = forGood.stream()
                .filter(tree -> tree.elsewhere() == null && GuardedTrees.isEmpty(tree))
                .toList();
        Membership membership = new Membership(table, empty);
        return killUntilEmpty(membership, find(membership, empty), empty);
    }

    /**
     * Wait for the processes that were asked to end. Those on a terminal are asked again: if SIGHUP reaches readline
     * after it has checked for a signal and before it reads, it continues to read.
     */
    private void awaitGrace(Map<ProcessEntry, ProcessTree> members, Set<ProcessEntry> ofOthers) {
        Duration patience = ASK_AGAIN;
        long until = request.signal() == null ? earlier(graceEnd, patience) : graceEnd;
        // A wait that returns early has nothing to wait for: all have ended, or their guards are lost.
        while (!awaitEnd(members.keySet(), ofOthers, until) && now() >= until && until < graceEnd) {
            guarded.hangUpAgain();
            Set<ProcessEntry> left = signals.living(onTerminals(members));
            signals.send(Signal.HUP, left);
            signals.send(Signal.CONT, left);
            patience = patience.multipliedBy(2);
            until = earlier(graceEnd, patience);
        }
    }

    private boolean awaitEnd(Set<ProcessEntry> members, Set<ProcessEntry> ofOthers, long until) {
        return signals.awaitDeath(members, until) && signals.awaitDeath(ofOthers, until) && guarded.awaitEmpty(until);
    }

    private long now() {
        return machine.time().nanos();
    }

    /** {@return the earlier of a time and a duration from now} */
    private long earlier(long time, Duration fromNow) {
        return Math.min(time, now() + fromNow.toNanos());
    }

    private void killGroups() {
        if (!grouped.isEmpty()) {
            guarded.awaitEmpty(earlier(deadline, GUARDS_TURN));
            grouped.kill();
        }
    }

    private static void add(ProcessEntry survivor, ProcessTree tree, Map<ProcessEntry, ProcessTree> survivors) {
        if (survivors.keySet().stream().map(ProcessEntry::identity).noneMatch(survivor.identity()::equals)) {
            survivors.put(survivor, tree);
        }
    }

    private Map<ProcessEntry, ProcessTree> find(Membership membership, List<ProcessTree> among) {
        Map<ProcessEntry, ProcessTree> members = among.isEmpty() ? Map.of() : membership.find();
        members.forEach((member, tree) -> remember(found, tree, member));
        return members;
    }

    private Map<ProcessEntry, ProcessTree> killAdopted() {
        Map<ProcessEntry, ProcessTree> members = adopted.kill(deadline);
        members.forEach((member, tree) -> remember(killed, tree, member));
        return signals.awaitDeath(members.keySet(), deadline) ? Map.of() : adopted.find();
    }

    /** A guard may be stopped, or lack the privileges to kill a process. Guards get half of the remaining time. */
    private Map<ProcessEntry, ProcessTree> killAbandoned() {
        long now = now();
        guarded.awaitEmpty(earlier(deadline, TIME_TO_THAW));
        elsewhere.thaw();
        if (guarded.awaitEmpty(now + (deadline - now) / 2)) {
            return Map.of();
        }
        List<ProcessTree> abandoned = trees.stream()
                .filter(tree -> tree.elsewhere() == null)
                .filter(tree -> guarded.contains(tree) && !GuardedTrees.isEmpty(tree))
                .toList();
        if (isTimeLeft()) {
            guarded.abandon();
        }
        Membership membership = new Membership(table, abandoned);
        return killUntilEmpty(membership, find(membership, abandoned), abandoned);
    }

    /**
     * An interactive shell ignores SIGTERM and exits when its terminal hangs up. A stopped process needs SIGCONT to
     * react.
     */
    private void askToEnd(Map<ProcessEntry, ProcessTree> members) {
        guarded.askToEnd();
        if (members.isEmpty()) {
            return;
        }
        signals.send(Signal.TERM, members.keySet());
        signals.send(Signal.HUP, onTerminals(members));
        signals.send(Signal.CONT, members.keySet());
    }

    /** Send the signal of the command to its group. If the command has ended, ask what is left of its tree as usual. */
    private void askToEnd(Signal own) {
        for (ProcessTree tree : trees) {
            if (!GuardedTrees.isEmpty(tree) && !isSent(own, tree)) {
                guarded.askToEnd(tree);
                Map<ProcessEntry, ProcessTree> ofTree = new HashMap<>(asked);
                ofTree.values().removeIf(other -> !other.equals(tree));
                signals.send(Signal.TERM, ofTree.keySet());
            }
        }
    }

    private static boolean isSent(Signal own, ProcessTree tree) {
        Guarded guard = tree.guard();
        if (guard != null && guard.poll().isPresent()) {
            return false;
        }
        try {
            boolean sent = signal(tree, own);
            if (sent) {
                signal(tree, Signal.CONT); // A stopped process needs it to react.
            }
            return sent;
        } catch (IOException | SandboxGoneException e) {
            return false;
        }
    }

    private static Set<ProcessEntry> onTerminals(Map<ProcessEntry, ProcessTree> members) {
        Map<ProcessEntry, ProcessTree> onTerminals = new HashMap<>(members);
        onTerminals.values().removeIf(tree -> !tree.onTerminal());
        return onTerminals.keySet();
    }

    private Map<ProcessEntry, ProcessTree> killUntilEmpty(
            Membership membership, Map<ProcessEntry, ProcessTree> found, List<ProcessTree> among) {
        if (among.isEmpty()) {
            return Map.of();
        }
        Map<ProcessEntry, ProcessTree> members = found;
        int passes = table.lastPid() < 0 ? UNCERTIFIED_PASSES : 1;
        int emptyPasses = members.isEmpty() ? 1 : 0;
        while (emptyPasses < passes && (isTimeLeft() || emptyPasses > 0)) {
            if (!members.isEmpty()) {
                members = table.isComplete() ? members : signals.stopAll(members, membership::find, deadline);
                members.forEach((member, tree) -> remember(killed, tree, member));
                signals.send(Signal.KILL, members.keySet());
                signals.awaitDeath(members.keySet(), earlier(deadline, LONGEST_WAIT));
            }
            members = membership.find();
            emptyPasses = members.isEmpty() ? emptyPasses + 1 : 0;
        }
        return members;
    }

    private boolean isTimeLeft() {
        return now() < deadline;
    }

    private static void remember(IdentityHashMap<ProcessTree, Set<Long>> pids, ProcessTree tree, ProcessEntry member) {
        pids.computeIfAbsent(tree, key -> new HashSet<>()).add(member.pid());
    }

    private KillReport report(Map<ProcessEntry, ProcessTree> survivors, List<Survivor> doubtful) {
        List<EndedTree> ended = trees.stream().map(this::ended).toList();
        List<Survivor> named = Stream.concat(
                        survivors.entrySet().stream().map(survivor -> name(survivor.getKey(), survivor.getValue())),
                        doubtful.stream())
                .toList();
        return new KillReport(Duration.ofNanos(now() - begin), ended, named, List.of());
    }

    private EndedTree ended(ProcessTree tree) {
        Emptied words = guarded.lastWords(tree).orElse(new Emptied(0, 0));
        return new EndedTree(
                tree.name(), tree.pid(), words.found() + count(found, tree), words.killed() + count(killed, tree));
    }

    private static int count(IdentityHashMap<ProcessTree, Set<Long>> pids, ProcessTree tree) {
        return pids.getOrDefault(tree, Set.of()).size();
    }

    private Survivor name(ProcessEntry member, ProcessTree tree) {
        String escape = member.state() == 'D'
                ? "in uninterruptible sleep"
                : tree.isLeftBy(member) ? "left its session" : "did not end by SIGKILL";
        return new Survivor(member.identity(), table.commandLine(member.pid()), tree.name(), escape);
    }
}
