package dev.curfew.warden;

import dev.curfew.process.ProcessIdentity;
import dev.curfew.process.Signal;
import dev.curfew.table.ProcessEntry;
import dev.curfew.table.ProcessMarks;
import dev.curfew.table.ProcessTable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** All processes that carry certain marks, regardless of which JVM started them. */
final class Marked {

    private static final Duration BUDGET = Duration.ofSeconds(10);

    /**
     * A process that survives SIGKILL for this long is frozen or waits for a device. The warden gives up after the same
     * time.
     */
    private static final Duration NO_PROGRESS = Duration.ofSeconds(3);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final Machine machine;
    private final ProcessTable table;
    private final Predicate<ProcessMarks> marks;

    Marked(Predicate<ProcessMarks> marks) {
        this(Machine.ofAllJvms(), marks);
    }

    Marked(Machine machine, Predicate<ProcessMarks> marks) {
        this.machine = machine;
        this.table = machine.table();
        this.marks = marks;
    }

    /** {@return the living processes} */
    Map<ProcessEntry, ProcessMarks> find() {
        return CertifiedPass.over(table, 0, entries -> {
            Map<ProcessEntry, ProcessMarks> members = new LinkedHashMap<>();
            entries.stream().filter(ProcessEntry::isAlive).forEach(entry -> {
                ProcessMarks shown = table.marks(entry.pid());
                if (marks.test(shown)) {
                    members.put(entry, shown);
                }
            });
            return members;
        });
    }

    /**
     * Kill the processes until none is left, none has ended or appeared for {@link #NO_PROGRESS}, or {@link #BUDGET} is
     * used up.
     */
    EndedProcesses end() {
        MemberSignals signals = new MemberSignals(machine);
        long deadline = now() + BUDGET.toNanos();
        Map<ProcessIdentity, String> met = new LinkedHashMap<>();
        Set<ProcessEntry> members = find().keySet();
        Set<ProcessIdentity> left = identities(members);
        long giveUp = now() + NO_PROGRESS.toNanos();
        while (!members.isEmpty() && now() < Math.min(deadline, giveUp)) {
            left.forEach(identity -> met.computeIfAbsent(identity, key -> table.commandLine(key.pid())));
            signals.send(Signal.KILL, members);
            signals.awaitDeath(members, Math.min(deadline, now() + LONGEST_WAIT.toNanos()));
            members = find().keySet();
            Set<ProcessIdentity> before = left;
            left = identities(members);
            giveUp = left.equals(before) ? giveUp : now() + NO_PROGRESS.toNanos();
        }
        Map<ProcessIdentity, String> survivors = new LinkedHashMap<>(met);
        survivors.keySet().retainAll(left);
        met.keySet().removeAll(left);
        return new EndedProcesses(met, survivors);
    }

    private long now() {
        return machine.time().nanos();
    }

    private static Set<ProcessIdentity> identities(Set<ProcessEntry> members) {
        return members.stream().map(ProcessEntry::identity).collect(Collectors.toSet());
    }
}
