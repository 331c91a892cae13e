package dev.curfew.warden;

import static dev.curfew.warden.FakeMachine.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.ProcessIdentity;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkedTests {

    private static final Duration NO_PROGRESS = Duration.ofSeconds(3);
    private static final Duration BUDGET = Duration.ofSeconds(10);

    private final FakeMachine machine = new FakeMachine();
    private final Marked marked = new Marked(machine.machine(), marks -> marks.areOf("cookie"));

    private void addMarked(long pid) {
        machine.add(pid, 1);
        machine.cookies.put(pid, "cookie-1");
    }

    @Test
    void areEndedWhateverStartedThem() {
        addMarked(ROOT);
        machine.add(ROOT + 1, ROOT);

        assertThat(marked.end())
                .isEqualTo(new EndedProcesses(Map.of(new ProcessIdentity(ROOT, ROOT), "command of " + ROOT), Map.of()));

        assertThat(machine.isAlive(ROOT + 1)).isTrue();
        assertThat(machine.sent).allMatch(sent -> sent.startsWith("KILL "));
    }

    @Test
    void areEndedIfTheyAreForkedWhileOthersAreKilled() {
        addMarked(ROOT);
        machine.beforeEachLook = () -> {
            if (!machine.isAlive(ROOT)) {
                machine.beforeEachLook = () -> {};
                addMarked(ROOT + 1);
            }
        };

        assertThat(marked.end().ended()).hasSize(2);

        assertThat(marked.find()).isEmpty();
    }

    @Test
    void areNamedIfTheySurvive() {
        addMarked(ROOT);
        machine.immortal.add(ROOT);

        EndedProcesses left = marked.end();

        assertThat(left.ended()).isEmpty();
        assertThat(left.survivors()).containsOnlyKeys(new ProcessIdentity(ROOT, ROOT));
        assertThat(Duration.ofNanos(machine.time.nanos())).isBetween(NO_PROGRESS, NO_PROGRESS.plusSeconds(1));
    }

    @Test
    void areKilledForLongerIfOthersComeAllTheTime() {
        addMarked(ROOT);
        machine.immortal.add(ROOT);
        machine.beforeEachLook = () -> addMarked(machine.lastPid + 1);

        assertThat(marked.end().survivors()).containsKey(new ProcessIdentity(ROOT, ROOT));

        assertThat(Duration.ofNanos(machine.time.nanos())).isBetween(BUDGET, BUDGET.plusSeconds(2));
    }
}
