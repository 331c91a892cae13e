package dev.curfew.warden;

import dev.curfew.internal.Time;
import dev.curfew.internal.Uninterruptibly;
import dev.curfew.process.Signal;
import dev.curfew.session.Guarded;
import dev.curfew.session.Guarded.Emptied;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The trees that are ended by their guards. A guard reports what the kernel told it, so the process table is not read
 * at all.
 */
final class GuardedTrees {

    private final Machine machine;
    private final Set<Guarded> guards = new LinkedHashSet<>();
    private final Set<Guarded> onTerminals = new LinkedHashSet<>();

    private GuardedTrees(Machine machine) {
        this.machine = machine;
    }

    /** {@return the given trees that have a live guard and are not known to be empty} */
    static GuardedTrees among(List<ProcessTree> trees, Machine machine) {
        GuardedTrees guarded = new GuardedTrees(machine);
        for (ProcessTree tree : trees) {
            Guarded guard = tree.guard();
            if (guard != null && guard.emptied() == null && !guard.isLost()) {
                guarded.guards.add(guard);
                if (tree.onTerminal()) {
                    guarded.onTerminals.add(guard);
                }
            }
        }
        return guarded;
    }

    /** {@return whether it is known that no process of a tree is left} */
    static boolean isEmpty(ProcessTree tree) {
        Guarded guard = tree.guard();
        return guard != null && guard.emptied() != null;
    }

    boolean contains(ProcessTree tree) {
        Guarded guard = tree.guard();
        return guard != null && guards.contains(guard);
    }

    void askToEnd() {
        askToEnd(remaining(guards));
    }

    /** Ask one tree to end, if its guard is among these. */
    void askToEnd(ProcessTree tree) {
        Guarded guard = tree.guard();
        if (guard != null && guards.contains(guard) && guard.emptied() == null) {
            askToEnd(List.of(guard));
        }
    }

    /** Repeat the request to end for trees on terminals, where it sends SIGHUP. Trees on pipes are asked only once. */
    void hangUpAgain() {
        askToEnd(remaining(onTerminals));
    }

    private void askToEnd(List<Guarded> asked) {
        List<Long> pids = new ArrayList<>();
        for (Guarded guard : asked) {
            if (!guard.askToEnd()) {
                pids.add(guard.pid());
            }
        }
        if (pids.isEmpty()) {
            return;
        }
        try {
            machine.signals().send(Signal.USR1, pids);
        } catch (IOException e) {
            kill(); // Nothing that sends signals can be started, for example at the process limit: skip the request.
        }
    }

    void kill() {
        Guarded.kill(remaining(guards));
    }

    /** Give up guards that do not answer because they are stopped, or cannot kill processes of another user. */
    void abandon() {
        remaining(guards).forEach(Guarded::abandon);
    }

    private static List<Guarded> remaining(Set<Guarded> guards) {
        List<Guarded> remaining = new ArrayList<>(guards);
        remaining.removeIf(guard -> guard.emptied() != null);
        return remaining;
    }

    /** {@return whether no process is left in any of the trees, after waiting until a time of the machine's clock} */
    boolean awaitEmpty(long until) {
        Time time = machine.time();
        return Uninterruptibly.await(time, until - time.nanos(), nanos -> Guarded.awaitEmpty(guards, time, nanos));
    }

    Optional<Emptied> lastWords(ProcessTree tree) {
        Guarded guard = tree.guard();
        return contains(tree) && guard != null ? Optional.ofNullable(guard.emptied()) : Optional.empty();
    }
}
