package dev.curfew.warden;

import dev.curfew.process.ProcessIdentity;
import dev.curfew.process.Signal;
import dev.curfew.table.ProcessEntry;
import dev.curfew.table.ProcessTable;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Sends signals to members of trees, and waits for their death. */
final class MemberSignals {

    private static final Duration SHORTEST_PAUSE = Duration.ofNanos(200_000);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(10);
    private static final Duration PAUSE_OF_STOP = Duration.ofMillis(1);

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

    /**
     * Stop all members before any is killed: a process whose parent has ended can no longer be told apart from unrelated
     * processes where only its parent shows that it is a member.
     *
     * @param members the members that were found
     * @param find finds the members again
     * @param until when to give up, in the time of the machine's clock
     * @return the members at the end, which fork no more, unless time was up
     */
    Map<ProcessEntry, ProcessTree> stopAll(
            Map<ProcessEntry, ProcessTree> members, Supplier<Map<ProcessEntry, ProcessTree>> find, long until) {
        Map<ProcessEntry, ProcessTree> found = members;
        Set<ProcessIdentity> stopped = new HashSet<>();
        while (!found.keySet().stream().allMatch(member -> forksNoMore(member, stopped))
                && machine.time().nanos() < until) {
            sendEach(Signal.STOP, found.keySet());
            found.keySet().forEach(member -> stopped.add(member.identity()));
            machine.time().pause(PAUSE_OF_STOP);
            found = find.get();
        }
        return found;
    }

    /**
     * Whether a member was already stopped when it was found: it forks no more, and the same pass found all its
     * children. Where the system does not report states, it is stopped soon after the signal was sent.
     */
    private boolean forksNoMore(ProcessEntry member, Set<ProcessIdentity> stopped) {
        return member.state() == 'T'
                || member.state() == 't'
                || (machine.table().lastPid() < 0 && stopped.contains(member.identity()));
    }

    private void send(Signal signal, Collection<Long> targets, Collection<ProcessEntry> members) {
        try {
            machine.signals().send(signal, targets);
        } catch (IOException e) {
            // No process that sends signals can be started, for example at the process limit. The JVM itself can send
            // SIGTERM and SIGKILL.
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
