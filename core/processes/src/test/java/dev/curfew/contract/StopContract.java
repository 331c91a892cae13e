package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.Signal;
import dev.curfew.sandbox.fixture.HostProcesses;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stop asks a process to end, and kills it if it does not react. */
interface StopContract extends InSandbox {

    @Test
    default void asksPolitelyFirst() {
        inOwnScope(scope -> {
            BackgroundProcess process =
                    scope.start("trap 'echo bye; exit 3' TERM; echo ready; while :; do sleep 0.05; done");
            process.expect("ready");

            KillReport report = stop(process);

            assertThat(process.output().text()).endsWith("bye\n");
            assertThat(report.trees())
                    .singleElement()
                    .satisfies(tree -> assertThat(tree.killed()).isZero());
            assertThat(process.isRunning()).isFalse();
        });
    }

    /** Not SIGINT: in portable mode, a command ignores that if this JVM was started to do so, as in the background of a shell. */
    @Test
    default void asksWithTheSignalOfTheCommand() {
        Command command = Command.shell(
                "trap 'echo not me' TERM; trap 'echo bye; exit 3' USR1; echo ready; while :; do sleep 0.05; done");
        inOwnScope(scope -> {
            BackgroundProcess process = scope.start(command.withStopSignal(Signal.USR1));
            process.expect("ready");

            stop(process);

            assertThat(process.exitStatus()).contains(new ExitStatus.Exited(3));
            assertThat(process.output().text()).endsWith("bye\n").doesNotContain("not me");
        });
    }

    @Test
    @Entering
    default void killsAProcessThatDoesNotReact() {
        inOwnScope(scope -> {
            String number = HostProcesses.uniqueNumber();
            BackgroundProcess process = scope.start(InSandbox.script(
                    "trap '' TERM HUP INT; sleep \"$1\" & echo ready; while :; do sleep 0.05; done", number));
            process.expect("ready");

            stop(process);

            assertThat(process.exitStatus())
                    .hasValueSatisfying(status -> assertThat(status)
                            .isInstanceOfSatisfying(
                                    ExitStatus.Killed.class,
                                    killed -> assertThat(killed.signal()).isEqualTo(Signal.KILL)));
            assertThat(HostProcesses.alive(number)).isEmpty();
        });
    }

    @Test
    default void killsAtOnce() {
        BackgroundProcess process = start("trap 'echo asked' TERM; echo ready; while :; do sleep 0.05; done");
        process.expect("ready");

        KillReport report = kill(process);

        assertClean(report);
        assertThat(process.exitStatus()).contains(new ExitStatus.Killed(Signal.KILL, "kill() was called"));
        assertThat(process.output().text()).isEqualTo("ready\n");
    }

    @Test
    default void doesNothingToAProcessThatHasEnded() {
        BackgroundProcess process = start("exit 6");
        process.waitFor();

        stop(process);
        kill(process);

        assertThat(process.exitStatus()).contains(new ExitStatus.Exited(6));
    }

    @Test
    default void killsAllOfAScope() {
        inOwnScope(scope -> {
            List<BackgroundProcess> processes =
                    List.of(scope.start("sleep 1000"), scope.start("sleep 1000"), scope.start("exit 0"));

            KillReport report = scope.stopAll();

            assertClean(report);
            assertThat(processes).noneMatch(BackgroundProcess::isRunning);
            assertThat(scope.running()).isEmpty();
            assertNothingLeft(scope);
            assertThat(InSandbox.outputOf(scope.start("echo goes on"))).isEqualTo("goes on\n");
        });
    }
}
