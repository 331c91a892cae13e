package dev.curfew.warden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.Survivor;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.process.Signal;
import dev.curfew.session.FakeGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemoteTreesTests {

    private final FakeMachine machine = new FakeMachine();
    private final FakeGuard guard = new FakeGuard(machine.time);
    private final FakePlace place = new FakePlace();
    private final ProcessTree tree = Trees.elsewhere(guard, place);

    private KillReport end(KillPolicy policy) {
        return TreeKiller.end(machine.machine(), List.of(tree), policy);
    }

    @Test
    void areOverWhenTheirGuardsSaySo() {
        guard.whenToldToKill(() -> guard.reports("empty 1 1"));

        assertThat(end(KillPolicy.AT_ONCE).isClean()).isTrue();

        assertThat(place.events).doesNotContain("end");
    }

    @Test
    void areEndedByTheirPlaceIfTheirGuardsAreSilent() {
        KillReport report = end(KillPolicy.AT_ONCE);

        assertThat(report.isClean()).isTrue();
        assertThat(place.events).containsExactly("thaw", "end");
        assertThat(guard.orders()).containsExactly("kill", "abandon");
        assertThat(place.limits).allMatch(limit -> limit.compareTo(KillPolicy.AT_ONCE.budget()) < 0);
    }

    /** A sandbox may answer although the guards have used up the budget. */
    @Test
    void haveSomeTimeLeftHoweverLittleIsLeftOfTheBudget() {
        end(new KillPolicy(Duration.ZERO, Duration.ofMillis(100)));

        assertThat(place.limits).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void areNamedIfTheirPlaceNamesThem() {
        Survivor survivor = new Survivor(new ProcessIdentity(7, 7), "remote", "remote", "its state is unknown");
        place.survivors = List.of(survivor);

        assertThat(end(KillPolicy.AT_ONCE).survivors()).containsExactly(survivor);
    }

    @Test
    void areListedUntilTheirGuardsSayThatNothingIsLeft() {
        assertThat(ProcessTreeSnapshot.daemons(machine, List.of(tree))).isEmpty();
        guard.reports("exit 0");
        assertThat(ProcessTreeSnapshot.daemons(machine, List.of(tree)))
                .extracting(Survivor::escape)
                .containsExactly("it has ended, but a process that it started is alive in a place");
        assertThat(ProcessTreeSnapshot.living(machine, List.of(tree))).hasSize(1);

        guard.reports("empty 1 0");

        assertThat(ProcessTreeSnapshot.living(machine, List.of(tree))).isEmpty();
    }

    private static final class FakePlace implements RemoteEnvironment {

        private final List<String> events = new ArrayList<>();
        private final List<Duration> limits = new ArrayList<>();
        private List<Survivor> survivors = List.of();

        @Override
        public void signal(ProcessTree tree, Signal signal) {
            events.add(signal.toString());
        }

        @Override
        public List<Survivor> end(ProcessTree tree, Duration limit) {
            events.add("end");
            limits.add(limit);
            return survivors;
        }

        @Override
        public void thaw() {
            events.add("thaw");
        }

        @Override
        public String place() {
            return "a place";
        }
    }
}
