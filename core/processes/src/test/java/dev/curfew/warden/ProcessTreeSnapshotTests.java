package dev.curfew.warden;

import static dev.curfew.warden.FakeMachine.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.diagnosis.Survivor;
import dev.curfew.session.FakeGuard;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessTreeSnapshotTests {

    private final FakeMachine machine = new FakeMachine();
    private final FakeGuard guard = new FakeGuard(machine.time);

    @Test
    void saysHowTheLivingAreRelated() {
        machine.add(ROOT, 1);
        machine.add(ROOT + 1, ROOT, ROOT, 'S');
        machine.add(ROOT + 2, ROOT + 1);
        machine.add(ROOT + 3, 1);
        machine.cookies.put(ROOT + 3, "cookie-1");

        assertThat(ProcessTreeSnapshot.living(machine, List.of(Trees.unguarded())))
                .extracting(Survivor::escape)
                .containsExactlyInAnyOrder(
                        "the command itself",
                        "its parent is alive",
                        "its parent is alive, in a session of its own",
                        "its parent has ended, in a session of its own");
        assertThat(ProcessTreeSnapshot.daemons(machine, List.of(Trees.unguarded())))
                .extracting(Survivor::commandLine)
                .containsExactly("command of " + (ROOT + 3));
    }

    @Test
    void believesAGuardThatReportsThatNothingIsLeft() {
        guard.reports("empty 0 0");
        machine.add(ROOT, 1); // Another process has the pid by now.

        assertThat(ProcessTreeSnapshot.living(machine, List.of(Trees.under(guard))))
                .isEmpty();
        assertThat(ProcessTreeSnapshot.over(machine, List.of(Trees.under(guard)), false))
                .hasSize(1);
    }

    @Test
    void looksAtTheTableOnlyOnRequest() {
        ProcessTree tree = Trees.under(guard);

        assertThat(ProcessTreeSnapshot.over(machine, List.of(tree), false)).isEmpty();
        assertThat(ProcessTreeSnapshot.over(machine, List.of(tree), true)).containsExactly(tree);
        machine.add(ROOT, 1);
        assertThat(ProcessTreeSnapshot.over(machine, List.of(tree), true)).isEmpty();
    }

    @Test
    void takesNothingForOverWhereTheSystemDoesNotShowWhatBelongsToIt() {
        machine.isComplete = false;

        assertThat(ProcessTreeSnapshot.over(machine, List.of(Trees.unguarded()), true))
                .isEmpty();
        assertThat(ProcessTreeSnapshot.living(machine, List.of(Trees.unguarded())))
                .extracting(Survivor::escape)
                .containsExactly(
                        "not proven to have ended, because portable mode does not find a process whose parent has ended");
    }

    /** A process can fork and exit between one look and the next. */
    @Test
    void needsTwoLooksWhereTheSystemDoesNotTellWhichPidsItGaveOut() {
        machine.lastPid = -1;
        machine.cookies.put(ROOT + 1, "cookie-1");
        machine.beforeEachLook = () -> {
            machine.beforeEachLook = () -> machine.add(ROOT + 1, 1);
        };

        assertThat(ProcessTreeSnapshot.over(machine, List.of(Trees.unguarded()), true))
                .isEmpty();
    }
}
