package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.BackgroundProcess;
import dev.curfew.EnteredSandbox;
import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryClosedException;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.expect.Expectation;
import dev.curfew.sandbox.fixture.HostProcesses;
import org.junit.jupiter.api.Test;

/** The end of a scope leaves none of its processes and files, and all of those of other scopes. */
interface ScopeContract extends InSandbox {

    @Test
    @Entering
    default void endsAllThatWasStarted() {
        ProcessRegistry scope = ownScope();
        String number = HostProcesses.uniqueNumber();
        BackgroundProcess process = scope.start(InSandbox.script(Escape.all(), number));
        for (int i = 0; i < Escape.values().length; i++) {
            process.expect("up\n");
        }

        KillReport report = scope.end();

        assertThat(HostProcesses.alive(number)).isEmpty();
        assertClean(report);
        assertThat(scope.isClosed()).isTrue();
        assertThat(process.isRunning()).isFalse();
    }

    @Test
    default void endsWhatWasLeftByCommandsThatHaveEnded() {
        ProcessRegistry scope = ownScope();
        String number = HostProcesses.uniqueNumber();
        for (Escape escape : new Escape[] {Escape.OUTLIVES_ITS_PARENT, Escape.BECOMES_A_DAEMON}) {
            BackgroundProcess process = scope.start(InSandbox.script(escape.script(), number));
            process.expect(Expectation.text("up").pastExit());
            process.waitFor();
        }
        assertThat(HostProcesses.alive(number)).isNotEmpty();

        KillReport report = scope.end();

        assertThat(HostProcesses.alive(number)).isEmpty();
        assertClean(report);
    }

    @Test
    default void leavesOtherScopesAlone() {
        ProcessRegistry scope = ownScope();
        BackgroundProcess other = start("while read -r line; do echo $line; done");
        BackgroundProcess process = scope.start("setsid sleep 1000 & echo up; wait");
        process.expect("up");

        assertClean(scope.end());

        other.submit("still here");
        other.expect("still here");
        other.closeInput();
        other.waitFor();
    }

    @Test
    default void refusesStartsAfterwards() {
        ProcessRegistry scope = ownScope();
        EnteredSandbox entered = scope.enter(sandbox());
        assertThat(entered.sandbox()).isEqualTo(sandbox());
        InSandbox.outputOf(entered.start("exit 0"));
        scope.end();

        assertThatThrownBy(() -> scope.start("exit 0")).isInstanceOf(RegistryClosedException.class);
        assertThatThrownBy(() -> entered.start("exit 0")).isInstanceOf(RegistryClosedException.class);
        assertThatThrownBy(() -> scope.enter(sandbox())).isInstanceOf(RegistryClosedException.class);
    }

    @Test
    default void isClosedBesideCommandsThatEnd() {
        inOwnScope(scope -> {
            for (int i = 0; i < 5; i++) {
                scope.start("sleep 0." + i);
            }
            assertClean(scope.end());
        });
    }
}
