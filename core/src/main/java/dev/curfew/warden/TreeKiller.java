package dev.curfew.warden;

import dev.curfew.diagnosis.EndedTree;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.Survivor;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.Signal;
import dev.curfew.spawn.SignalShell;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Ends process trees, all at once and within one budget: polite signal, grace, SIGKILL, and a look at the process table
 * for proof.
 *
 * <p>The whole tables are read once per pass for all trees together. Between passes only the members that are known to
 * be alive are looked at.
 */
public final class TreeKiller {

    private static final Duration SHORTEST_PAUSE = Duration.ofNanos(200_000);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(10);

    /** A process that was forked while a pass read the table may be missing in it, so one empty pass proves nothing. */
    private static final int EMPTY_PASSES = 2;

    private final ProcessTable table;
    private final SignalShell signals;
    private final List<ProcessTree> trees;
    private final long begin = System.nanoTime();
    private final long graceEnd;
    private final long deadline;
    private final Map<ProcessTree, Set<Long>> found = new HashMap<>();
    private final Map<ProcessTree, Set<Long>> killed = new HashMap<>();

    private TreeKiller(ProcessTable table, SignalShell signals, List<ProcessTree> trees, KillPolicy policy) {
        this.table = table;
        this.signals = signals;
        this.trees = trees;
        this.graceEnd = begin + policy.grace().toNanos();
        this.deadline = begin + policy.budget().toNanos();
    }

    /**
     * End process trees. Not interruptible: who is interrupted in a clean-up still wants it done.
     *
     * @param trees the trees
     * @param policy how long it may take
     * @return what was done, and what survived
     */
    public static KillReport end(List<ProcessTree> trees, KillPolicy policy) {
        return new TreeKiller(ProcessTable.ofThisSystem(), SignalShell.shared(), trees, policy).end();
    }

    /**
     * {@return when a process started, in the unit of {@link ProcessTree#start()}, or {@code null} if it is gone}
     *
     * @param pid its pid
     */
    public static @Nullable Long startOf(long pid) {
        return ProcessTable.ofThisSystem()
                .entry(pid)
                .map(entry -> entry.identity().start())
                .orElse(null);
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
        Optional<ProcessEntry> root = ProcessTable.ofThisSystem()
                .entry(tree.pid())
                .filter(entry -> tree.start() != null && entry.identity().start() == tree.start());
        if (root.isEmpty() || !root.get().isAlive()) {
            return false;
        }
        boolean leadsGroup = tree.ownSession() && root.get().group() == tree.pid();
        SignalShell.shared().send(signal, List.of(leadsGroup ? -tree.pid() : tree.pid()));
        return true;
    }

    private KillReport end() {
        if (trees.isEmpty()) {
            return report(Map.of());
        }
        Membership membership = new Membership(table, trees);
        Map<ProcessEntry, ProcessTree> members = membership.find();
        members.forEach((member, tree) -> remember(found, tree, member));
        if (graceEnd > begin && !members.isEmpty()) {
            askToEnd(members);
            awaitDeath(members, graceEnd);
            members = membership.find();
        }
        return report(killUntilEmpty(membership, members));
    }

    /** An interactive shell ignores SIGTERM and leaves when its terminal hangs up; a stopped process has to go on first. */
    private void askToEnd(Map<ProcessEntry, ProcessTree> members) {
        send(Signal.TERM, members);
        Map<ProcessEntry, ProcessTree> onTerminals = new HashMap<>(members);
        onTerminals.values().removeIf(tree -> !tree.onTerminal());
        if (!onTerminals.isEmpty()) {
            send(Signal.HUP, onTerminals);
        }
        send(Signal.CONT, members);
    }

    private Map<ProcessEntry, ProcessTree> killUntilEmpty(
            Membership membership, Map<ProcessEntry, ProcessTree> remaining) {
        Map<ProcessEntry, ProcessTree> members = remaining;
        int emptyPasses = members.isEmpty() ? 1 : 0;
        while (emptyPasses < EMPTY_PASSES && (System.nanoTime() < deadline || emptyPasses > 0)) {
            if (!members.isEmpty()) {
                members.forEach((member, tree) -> remember(killed, tree, member));
                send(Signal.KILL, members);
                awaitDeath(
                        members,
                        Math.min(
                                deadline,
                                System.nanoTime() + Duration.ofSeconds(1).toNanos()));
            }
            members = membership.find();
            emptyPasses = members.isEmpty() ? emptyPasses + 1 : 0;
        }
        return members;
    }

    private static void remember(Map<ProcessTree, Set<Long>> pids, ProcessTree tree, ProcessEntry member) {
        pids.computeIfAbsent(tree, key -> new HashSet<>()).add(member.pid());
    }

    /** A group first: the kernel signals all of it at once, so that no member can fork its way out. */
    private void send(Signal signal, Map<ProcessEntry, ProcessTree> members) {
        Set<Long> targets = new HashSet<>();
        members.forEach((member, tree) -> {
            targets.add(tree.ownSession() && member.session() == tree.pid() ? -member.group() : member.pid());
        });
        try {
            signals.send(signal, targets);
        } catch (IOException e) {
            // No shell can be started, as when the limit of processes is reached: the JVM itself can end processes.
            members.keySet().forEach(member -> sendByHandle(signal, member));
        }
    }

    private static void sendByHandle(Signal signal, ProcessEntry member) {
        ProcessHandle.of(member.pid()).ifPresent(handle -> {
            switch (signal) {
                case KILL -> handle.destroyForcibly();
                case TERM -> handle.destroy();
                default -> {}
            }
        });
    }

    private void awaitDeath(Map<ProcessEntry, ProcessTree> members, long until) {
        Set<ProcessEntry> alive = new HashSet<>(members.keySet());
        long pause = SHORTEST_PAUSE.toNanos();
        boolean interrupted = false;
        while (!alive.isEmpty() && System.nanoTime() < until) {
            alive.removeIf(this::isDead);
            LockSupport.parkNanos(alive.isEmpty() ? 0 : pause);
            interrupted |= Thread.interrupted(); // A pending interrupt would turn the pauses into a busy loop.
            pause = Math.min(2 * pause, LONGEST_PAUSE.toNanos());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isDead(ProcessEntry member) {
        return table.entry(member.pid())
                .filter(now -> now.identity().equals(member.identity()) && now.isAlive())
                .isEmpty();
    }

    private KillReport report(Map<ProcessEntry, ProcessTree> survivors) {
        List<EndedTree> ended = trees.stream()
                .map(tree -> new EndedTree(tree.name(), tree.pid(), count(found, tree), count(killed, tree)))
                .toList();
        List<Survivor> named = survivors.entrySet().stream()
                .map(survivor -> name(survivor.getKey(), survivor.getValue()))
                .toList();
        return new KillReport(Duration.ofNanos(System.nanoTime() - begin), ended, named, List.of());
    }

    private static int count(Map<ProcessTree, Set<Long>> pids, ProcessTree tree) {
        return pids.getOrDefault(tree, Set.of()).size();
    }

    private Survivor name(ProcessEntry member, ProcessTree tree) {
        String escape = member.state() == 'D'
                ? "in uninterruptible sleep"
                : member.session() == tree.pid() ? "did not end by SIGKILL" : "left its session";
        return new Survivor(member.identity(), table.commandLine(member.pid()), tree.name(), escape);
    }
}
