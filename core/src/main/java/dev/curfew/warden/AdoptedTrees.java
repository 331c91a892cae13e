package dev.curfew.warden;

import dev.curfew.process.Signal;
import dev.curfew.table.ProcessEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The trees that others have started. Nobody in them carries a mark, and their groups and sessions may be shared with
 * strangers: so their members are signalled one by one, and all are stopped before one is killed, lest its parent fork a child
 * that nobody knows by then.
 */
final class AdoptedTrees {

    private static final Duration PAUSE = Duration.ofMillis(1);

    private final Machine machine;
    private final MemberSignals signals;
    private final List<ProcessTree> trees;

    private AdoptedTrees(Machine machine, MemberSignals signals, List<ProcessTree> trees) {
        this.machine = machine;
        this.signals = signals;
        this.trees = trees;
    }

    /** {@return those of some trees that were adopted} */
    static AdoptedTrees among(List<ProcessTree> trees, Machine machine, MemberSignals signals) {
        return new AdoptedTrees(
                machine, signals, trees.stream().filter(ProcessTree::isAdopted).toList());
    }

    /** {@return the living members, each with its tree} */
    Map<ProcessEntry, ProcessTree> find() {
        return trees.isEmpty() ? Map.of() : new Membership(machine.table(), trees).find();
    }

    void askToEnd(Map<ProcessEntry, ProcessTree> members) {
        signals.sendEach(Signal.TERM, members.keySet());
        signals.sendEach(Signal.CONT, members.keySet());
    }

    /** {@return whom SIGKILL was sent to, each with its tree} */
    Map<ProcessEntry, ProcessTree> kill(long deadline) {
        Map<ProcessEntry, ProcessTree> members = find();
        while (!members.keySet().stream().allMatch(this::forksNoMore)
                && machine.time().nanos() < deadline) {
            signals.sendEach(Signal.STOP, members.keySet());
            machine.time().pause(PAUSE);
            members = find();
        }
        signals.sendEach(Signal.KILL, members.keySet());
        return members;
    }

    /** As it was found, together with all children that it had. Where nobody tells the states, nobody waits for them. */
    private boolean forksNoMore(ProcessEntry member) {
        return member.state() == 'T' || member.state() == 't' || machine.table().lastPid() < 0;
    }
}
