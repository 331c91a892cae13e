package dev.curfew.warden;

import dev.curfew.process.Signal;
import dev.curfew.table.ProcessEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Trees that Curfew did not start. Their processes carry no mark, and their process groups and sessions may also
 * contain unrelated processes. So members are signaled one by one, and all are stopped before any is killed, so that no
 * parent can fork an unseen child meanwhile.
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

    /** {@return the adopted trees among the given ones} */
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

    /** {@return the processes that SIGKILL was sent to, each with its tree} */
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

    /**
     * Whether a member was already stopped when it was found: it forks no more, and the same pass found all its
     * children. Where the system does not report states, there is no waiting for them.
     */
    private boolean forksNoMore(ProcessEntry member) {
        return member.state() == 'T' || member.state() == 't' || machine.table().lastPid() < 0;
    }
}
