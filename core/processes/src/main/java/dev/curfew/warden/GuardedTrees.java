package dev.curfew.warden;

import dev.curfew.internal.Time;
import dev.curfew.internal.Uninterruptibly;
import dev.curfew.process.Signal;
import dev.curfew.session.Guarded;
import dev.curfew.session.Guarded.Emptied;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The trees that are ended by their guards. A guard reports what the kernel told it, so the process table is not read
 * at all.
 */
final class GuardedTrees {

    private final Machine machine;
    private final Map<ProcessTree, Guarded> guards;

    private GuardedTrees(Machine machine, Map<ProcessTree, Guarded> guards) {
        this.machine = machine;
        this.guards = guards;
    }

    /** {@return the given trees that have a live guard and are not known to be empty} */
    static GuardedTrees among(List<ProcessTree> trees, Machine machine) {
        Map<ProcessTree, Guarded> guards = trees.stream()
                .filter(tree -> guardOf(tree)
                        .filter(guard -> guard.emptied() == null && !guard.isLost())
                        .isPresent())
                .collect(Collectors.toMap(Function.identity(), tree -> Objects.requireNonNull(tree.guard())));
        return new GuardedTrees(machine, guards);
    }

    /** {@return whether it is known that no process of a tree is left} */
    static boolean isEmpty(ProcessTree tree) {
        return guardOf(tree).filter(guard -> guard.emptied() != null).isPresent();
    }

    private static Optional<Guarded> guardOf(ProcessTree tree) {
        return Optional.ofNullable(tree.guard());
    }

    boolean contains(ProcessTree tree) {
        return guards.containsKey(tree);
    }

    void askToEnd() {
        askToEnd(remaining());
    }

    /** Repeat the request to end for trees on terminals, where it sends SIGHUP. Trees on pipes are asked only once. */
    void hangUpAgain() {
        askToEnd(guards.entrySet().stream()
                .filter(entry -> entry.getKey().onTerminal())
                .map(Map.Entry::getValue)
                .filter(guard -> guard.emptied() == null));
    }

    private void askToEnd(Stream<Guarded> asked) {
        List<Long> pids =
                asked.filter(guard -> !guard.askToEnd()).map(Guarded::pid).toList();
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
        Guarded.kill(remaining().toList());
    }

    /** Give up guards that do not answer because they are stopped, or cannot kill processes of another user. */
    void abandon() {
        remaining().forEach(Guarded::abandon);
    }

    private Stream<Guarded> remaining() {
        return guards.values().stream().filter(guard -> guard.emptied() == null);
    }

    /** {@return whether no process is left in any of the trees, after waiting until a time of the machine's clock} */
    boolean awaitEmpty(long until) {
        Time time = machine.time();
        return Uninterruptibly.await(
                time, until - time.nanos(), nanos -> Guarded.awaitEmpty(guards.values(), time, nanos));
    }

    Optional<Emptied> lastWords(ProcessTree tree) {
        return Optional.ofNullable(guards.get(tree)).map(Guarded::emptied);
    }
}
