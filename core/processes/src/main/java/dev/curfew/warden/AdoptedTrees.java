package dev.curfew.warden;

import dev.curfew.process.Signal;
import dev.curfew.table.ProcessEntry;
import java.util.List;
import java.util.Map;

/**
 * Trees that Curfew did not start. Their processes carry no mark, and their process groups and sessions may also
 * contain unrelated processes. So members are signaled one by one, and all are stopped before any is killed, so that no
 * parent can fork an unseen child meanwhile.
 */
final class AdoptedTrees {

    private final MemberSignals signals;
    private final List<ProcessTree> trees;
    private final Membership membership;

    private AdoptedTrees(Machine machine, MemberSignals signals, List<ProcessTree> trees) {
        this.signals = signals;
        this.trees = trees;
        this.membership = new Membership(machine.table(), trees);
    }

    /** {@return the adopted trees among the given ones} */
    static AdoptedTrees among(List<ProcessTree> trees, Machine machine, MemberSignals signals) {
        return new AdoptedTrees(
                machine, signals, trees.stream().filter(ProcessTree::isAdopted).toList());
    }

    /** {@return the living members, each with its tree} */
    Map<ProcessEntry, ProcessTree> find() {
        return trees.isEmpty() ? Map.of() : membership.find();
    }

    void askToEnd(Map<ProcessEntry, ProcessTree> members) {
        signals.sendEach(Signal.TERM, members.keySet());
        signals.sendEach(Signal.CONT, members.keySet());
    }

    /** {@return the processes that SIGKILL was sent to, each with its tree} */
    Map<ProcessEntry, ProcessTree> kill(long deadline) {
        if (trees.isEmpty()) {
            return Map.of();
        }
        Map<ProcessEntry, ProcessTree> members = signals.stopAll(find(), this::find, deadline);
        signals.sendEach(Signal.KILL, members.keySet());
        return members;
    }
}
