package dev.curfew.warden;

import dev.curfew.process.Signal;
import dev.curfew.table.ProcessEntry;
import dev.curfew.table.ProcessTable;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Sends signals to members of trees, and waits for their death. */
final class MemberSignals {

    private static final Duration SHORTEST_PAUSE = Duration.ofNanos(200_000);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(10);

    private static final long OWN_SESSION = ProcessTable.ofThisSystem()
            .entry(ProcessHandle.current().pid())
            .map(ProcessEntry::session)
            .orElse(ProcessEntry.UNKNOWN);

    private final Machine machine;

    MemberSignals(Machine machine) {
        this.machine = machine;
    }

    /**
     * Signals whole groups where possible: the kernel signals all members of a group at once, so that none can escape
     * by forking.
     */
    void send(Signal signal, Collection<ProcessEntry> members) {
        Set<Long> targets = new HashSet<>();
        for (ProcessEntry member : members) {
            boolean grouped = isInSessionOfOurMaking(member);
            if (grouped) {
                targets.add(-member.group());
            }
            if (!grouped || signal == Signal.KILL) { // The member may have changed its group meanwhile.
                targets.add(member.pid());
            }
        }
        send(signal, targets, members);
    }

    /** Signals each member by its pid: their process groups may also contain processes that are not ours. */
    void sendEach(Signal signal, Collection<ProcessEntry> members) {
        send(signal, members.stream().map(ProcessEntry::pid).toList(), members);
    }

    private void send(Signal signal, Collection<Long> targets, Collection<ProcessEntry> members) {
        try {
            machine.signals().send(signal, targets);
        } catch (IOException e) {
            // No shell can be started, for example at the process limit. The JVM itself can send SIGTERM and SIGKILL.
            members.forEach(member -> sendByHandle(signal, member));
        }
    }

    /**
     * If the session of a member is not that of this JVM, it was created within the tree, so all its processes belong
     * to us.
     */
    private static boolean isInSessionOfOurMaking(ProcessEntry member) {
        return member.session() > 1 && member.group() > 1 && member.session() != OWN_SESSION;
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

    /** {@return the members that are alive} */
    Set<ProcessEntry> living(Collection<ProcessEntry> members) {
        return members.stream().filter(member -> !isDead(member)).collect(Collectors.toSet());
    }

    /**
     * Wait until all members are dead, or until a time of the machine's clock; return whether they are dead. Not
     * interruptible.
     */
    boolean awaitDeath(Collection<ProcessEntry> members, long until) {
        Set<ProcessEntry> alive = new HashSet<>(members);
        Duration pause = SHORTEST_PAUSE;
        boolean interrupted = false;
        while (!alive.isEmpty() && machine.time().nanos() < until) {
            alive.removeIf(this::isDead);
            machine.time().pause(alive.isEmpty() ? Duration.ZERO : pause);
            interrupted |= Thread.interrupted(); // A pending interrupt would turn the pauses into a busy loop.
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return alive.isEmpty();
    }

    private boolean isDead(ProcessEntry member) {
        return machine.table()
                .entry(member.pid())
                .filter(now -> now.identity().equals(member.identity()) && now.isAlive())
                .isEmpty();
    }
}
