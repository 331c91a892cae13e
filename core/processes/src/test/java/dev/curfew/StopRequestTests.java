package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.diagnosis.KillReport;
import dev.curfew.expect.Expectation;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.Signal;
import dev.curfew.sandbox.fixture.Patience;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Commands that are asked to end in their own way. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "groups of processes are known to guards")
class StopRequestTests {

    private static final Duration SHORT = Duration.ofMillis(200);

    /** So long that a test fails if it is used. */
    private static final KillPolicy SLOW = new KillPolicy(Patience.LIMIT, Patience.LIMIT.multipliedBy(2));

    private static final String LOOP = "; echo ready; while :; do sleep 0.05; done";

    private final ProcessRegistry registry =
            ProcessRegistry.open(RegistryOptions.DEFAULT.withKillPolicy(SLOW).withTimeout(Patience.LIMIT));

    @AfterEach
    void end() {
        registry.close();
    }

    private BackgroundProcess started(Command command) {
        BackgroundProcess process = registry.start(command);
        process.expect("ready");
        return process;
    }

    private static Command onlyEndedBy(String handler, Signal signal) {
        return Command.shell("trap 'echo not me' TERM HUP; trap '" + handler + "' " + signal.name() + LOOP);
    }

    @Test
    void isAskedWithItsSignal() {
        BackgroundProcess process =
                started(onlyEndedBy("echo bye; exit 3", Signal.INT).withStopSignal(Signal.INT));

        process.stop();

        assertThat(process.exitStatus()).contains(new ExitStatus.Exited(3));
        assertThat(process.output().text()).endsWith("bye\n").doesNotContain("not me");
    }

    @Test
    void isAskedWithItsSignalAtTheEndOfTheScope() {
        BackgroundProcess process =
                started(onlyEndedBy("echo bye; exit 3", Signal.QUIT).withStopSignal(Signal.QUIT));
        BackgroundProcess other = registry.start("sleep 1000");

        registry.close();

        assertThat(process.output().text()).endsWith("bye\n").doesNotContain("not me");
        assertThat(other.exitStatus()).contains(new ExitStatus.Killed(Signal.TERM, "its scope ended"));
    }

    @Test
    void wasEndedByCurfewIfItsSignalEndsIt() {
        BackgroundProcess process =
                started(Command.shell("echo ready; exec sleep 1000").withStopSignal(Signal.INT));

        process.stop();

        assertThat(process.exitStatus()).contains(new ExitStatus.Killed(Signal.INT, "stop() was called"));
    }

    /** The group of a command that has ended gets no signal, but its descendants are asked all the same. */
    @Test
    void hasItsDescendantsAskedAsUsualIfItHasEnded() {
        BackgroundProcess process = registry.start(
                Command.shell("(trap 'echo bye; exit' TERM" + LOOP + ") &").withStopSignal(Signal.INT));
        process.expect(Expectation.text("ready").pastExit());
        process.waitFor();

        KillReport report = process.stop();

        assertThat(report.took()).isLessThan(Patience.LIMIT);
        process.expect(Expectation.text("bye").pastExit());
    }

    @Test
    void isKilledAtTheEndOfItsGrace() {
        BackgroundProcess process = started(Command.shell("trap '' TERM" + LOOP).withGrace(SHORT));

        KillReport report = process.stop();

        assertThat(report.took()).isBetween(SHORT, Patience.LIMIT);
        assertThat(process.exitStatus()).contains(new ExitStatus.Killed(Signal.KILL, "stop() was called"));
    }

    @Test
    void hasNoGraceIfItIsKilled() {
        BackgroundProcess process = started(
                onlyEndedBy("echo bye", Signal.INT).withStopSignal(Signal.INT).withGrace(Patience.LIMIT));

        KillReport report = process.kill();

        assertThat(report.took()).isLessThan(Patience.LIMIT);
        assertThat(process.output().text()).doesNotContain("bye");
    }
}
