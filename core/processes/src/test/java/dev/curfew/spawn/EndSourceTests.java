package dev.curfew.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.internal.FakeTime;
import dev.curfew.process.Signal;
import dev.curfew.session.FakeGuard;
import dev.curfew.session.Termination;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EndSourceTests {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final FakeTime time = new FakeTime();
    private final FakeCommand command = new FakeCommand(time);
    private final FakeGuard guard = new FakeGuard(time);

    @Test
    void ofTheJvmGuessesSignalsFromCodes() {
        assertThat(EndSource.OfJvm.termination(0)).isEqualTo(new Termination.Exited(0));
        assertThat(EndSource.OfJvm.termination(128)).isEqualTo(new Termination.Exited(128));
        assertThat(EndSource.OfJvm.termination(137)).isEqualTo(new Termination.Signaled(Signal.KILL));
        assertThat(EndSource.OfJvm.termination(255)).isEqualTo(new Termination.Exited(255));
    }

    /** No process ends by a signal that is ignored by default, or that stops it. */
    @Test
    void ofTheJvmKnowsWhichSignalsEndNothing() {
        assertThat(EndSource.OfJvm.termination(128 + Signal.CHLD.number())).isEqualTo(new Termination.Exited(145));
        assertThat(EndSource.OfJvm.termination(128 + Signal.STOP.number())).isEqualTo(new Termination.Exited(147));
    }

    @Test
    void ofTheJvmWaitsForTheProcess() throws Exception {
        EndSource source = new EndSource.OfJvm(command);
        assertThat(source.await(SECOND)).isFalse();
        assertThat(source.poll()).isEmpty();
        time.after(Duration.ofNanos(SECOND / 2), () -> command.exits(5));

        assertThat(source.await(SECOND)).isTrue();

        assertThat(time.nanos()).isEqualTo(SECOND + SECOND / 2);
        assertThat(source.poll()).contains(new Termination.Exited(5));
    }

    @Test
    void ofAGuardWaitsForItsReport() throws Exception {
        EndSource source = new EndSource.OfGuard(guard.guarded());
        assertThat(source.await(SECOND)).isFalse();
        assertThat(source.poll()).isEmpty();
        time.after(Duration.ofNanos(SECOND / 2), () -> guard.reports("exit 145"));

        assertThat(source.await(SECOND)).isTrue();

        assertThat(source.poll()).contains(new Termination.Exited(145));
    }
}
