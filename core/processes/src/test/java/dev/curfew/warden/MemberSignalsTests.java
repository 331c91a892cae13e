package dev.curfew.warden;

import static dev.curfew.warden.FakeMachine.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.ProcessIdentity;
import dev.curfew.process.Signal;
import dev.curfew.table.ProcessEntry;
import dev.curfew.table.ProcessTable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberSignalsTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FakeMachine machine = new FakeMachine();
    private final MemberSignals signals = new MemberSignals(machine.machine());

    @Test
    void signalsGroupsInSessionsOfMembers() {
        machine.add(ROOT, 1);
        machine.add(ROOT + 1, ROOT, ROOT, 'S');

        signals.send(Signal.TERM, machine.entries());
        signals.send(Signal.KILL, machine.entries());

        assertThat(machine.sent)
                .containsExactly("TERM [" + -ROOT + "]", "KILL [" + -ROOT + ", " + ROOT + ", " + (ROOT + 1) + "]");
    }

    @Test
    void signalsNoGroupInTheSessionOfThisJvm() {
        long own = ProcessTable.ofThisSystem()
                .entry(ProcessHandle.current().pid())
                .map(ProcessEntry::session)
                .orElseThrow();
        machine.add(ROOT, 1, own, 'S');

        signals.send(Signal.TERM, machine.entries());

        assertThat(machine.sent).containsExactly("TERM [" + ROOT + "]");
    }

    @Test
    void endsProcessesItselfIfNoShellCanBeStarted() throws IOException {
        Process sleep = new ProcessBuilder("sleep", "1000").start();
        ProcessEntry member = ProcessTable.ofThisSystem().entry(sleep.pid()).orElseThrow();
        machine.refusesSignals = true;

        signals.send(Signal.HUP, List.of(member));
        assertThat(sleep.isAlive()).isTrue();
        signals.send(Signal.KILL, List.of(member));

        assertThat(sleep.onExit().join().exitValue()).isEqualTo(137);
    }

    @Test
    void waitsUntilAllAreDead() {
        machine.add(ROOT, 1);
        machine.add(ROOT + 1, ROOT);
        List<ProcessEntry> members = machine.entries();
        machine.time.after(SECOND, () -> machine.remove(ROOT));
        machine.time.after(SECOND.multipliedBy(2), () -> machine.add(ROOT + 1, ROOT, ROOT, 'Z'));

        assertThat(signals.awaitDeath(members, SECOND.multipliedBy(3).toNanos()))
                .isTrue();

        assertThat(machine.time.nanos())
                .isBetween(
                        SECOND.multipliedBy(2).toNanos(),
                        SECOND.multipliedBy(2).plusMillis(20).toNanos());
        assertThat(signals.living(members)).isEmpty();
    }

    @Test
    void givesUpWhenTimeIsUp() {
        machine.add(ROOT, 1);

        assertThat(signals.awaitDeath(machine.entries(), SECOND.toNanos())).isFalse();

        assertThat(signals.living(machine.entries())).hasSize(1);
    }

    /** The pid of a member is given out again before it is looked at: that process is another one. */
    @Test
    void takesAProcessWithTheSamePidForAnother() {
        ProcessEntry member = new ProcessEntry(new ProcessIdentity(ROOT, 1), 1, ROOT, ROOT, 'S');
        machine.add(ROOT, 1);

        assertThat(signals.awaitDeath(List.of(member), SECOND.toNanos())).isTrue();
        assertThat(signals.living(List.of(member))).isEmpty();
    }

    @Test
    void isNotCutShortByAnInterrupt() {
        machine.add(ROOT, 1);
        machine.time.after(SECOND, () -> machine.remove(ROOT));
        Thread.currentThread().interrupt();

        assertThat(signals.awaitDeath(machine.entries(), SECOND.multipliedBy(2).toNanos()))
                .isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }
}
