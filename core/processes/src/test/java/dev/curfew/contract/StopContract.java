package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.Signal;
import dev.curfew.sandbox.fixture.HostProcesses;
import java.util.List;
import org.junit.jupiter.api.Test;

/** To stop is to ask, and to kill who does not listen. */
interface StopContract extends InSandbox {

    @Test
    default void asksPolitelyFirst() {
        try (ProcessRegistry scope = ownScope()) {
            BackgroundProcess process =
                    scope.start("trap 'echo bye; exit 3' TERM; echo ready; while :; do sleep 0.05; done");
            process.expect("ready");

            KillReport report = process.stop();

            assertThat(process.output().text()).endsWith("bye\n");
            assertThat(report.trees())
                    .singleElement()
                    .satisfies(tree -> assertThat(tree.killed()).isZero());
            assertThat(process.isRunning()).isFalse();
        }
    }

    @Test
    @Entering
    default void killsWhoDoesNotListen() {
        try (ProcessRegistry scope = ownScope()) {
            String number = HostProcesses.uniqueNumber();
            BackgroundProcess process = scope.start(InSandbox.script(
                    "trap '' TERM HUP INT; sleep \"$1\" & echo ready; while :; do sleep 0.05; done", number));
            process.expect("ready");

            process.stop();

            assertThat(process.exitStatus())
                    .hasValueSatisfying(status -> assertThat(status)
                            .isInstanceOfSatisfying(
                                    ExitStatus.Killed.class,
                                    killed -> assertThat(killed.signal()).isEqualTo(Signal.KILL)));
            assertThat(HostProcesses.alive(number)).isEmpty();
        }
    }

    @Test
    default void killsAtOnce() {
        BackgroundProcess process = start("trap 'echo asked' TERM; echo ready; while :; do sleep 0.05; done");
        process.expect("ready");

        KillReport report = process.kill();

        assertThat(report.isClean()).isTrue();
        assertThat(process.exitStatus()).contains(new ExitStatus.Killed(Signal.KILL, "it was told to"));
        assertThat(process.output().text()).isEqualTo("ready\n");
    }

    @Test
    default void doesNothingToWhoHasEnded() {
        BackgroundProcess process = start("exit 6");
        process.waitFor();

        process.stop();
        process.kill();

        assertThat(process.exitStatus()).contains(new ExitStatus.Exited(6));
    }

    @Test
    default void killsAllOfAScope() {
        try (ProcessRegistry scope = ownScope()) {
            List<BackgroundProcess> processes =
                    List.of(scope.start("sleep 1000"), scope.start("sleep 1000"), scope.start("exit 0"));

            KillReport report = scope.killAll();

            assertThat(report.survivors()).isEmpty();
            assertThat(processes).noneMatch(BackgroundProcess::isRunning);
            assertThat(scope.running()).isEmpty();
            scope.assertNothingLeft();
            assertThat(InSandbox.outputOf(scope.start("echo goes on"))).isEqualTo("goes on\n");
        }
    }
}
