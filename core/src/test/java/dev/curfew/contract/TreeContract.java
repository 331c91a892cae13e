package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.expect.Expectation;
import dev.curfew.process.ResourceUse;
import dev.curfew.sandbox.fixture.HostProcesses;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is killed takes all along that it has started, wherever that has gone. */
interface TreeContract extends InSandbox {

    @ParameterizedTest
    @EnumSource
    default void killsAll(Escape escape) {
        String number = HostProcesses.uniqueNumber();
        BackgroundProcess process = start(escape.script(), number);
        process.expect(Expectation.text("up\n").pastExit());
        // One look at all processes can miss one that forks itself anew all the time.
        await().until(() -> !HostProcesses.alive(number).isEmpty());

        KillReport report = process.kill();

        assertThat(HostProcesses.alive(number)).isEmpty();
        assertThat(report.isClean()).isTrue();
        assertThat(report.trees())
                .singleElement()
                .satisfies(tree -> assertThat(tree.killed()).isPositive());
    }

    /** The command itself does nothing: another process works, which it does not wait for. */
    @Test
    default void countsWhatTheyUsed() {
        assumeThat(Boolean.parseBoolean(System.getProperty("curfew.guard", "true")))
                .as("guards are switched on")
                .isTrue();
        BackgroundProcess process = start("(i=0; while [ $i -lt 50000 ]; do i=$((i + 1)); done) & ");
        process.waitFor();

        await().until(() -> process.resourceUse().isPresent());

        ResourceUse use = process.resourceUse().orElseThrow();
        assertThat(use.cpu()).isGreaterThan(Duration.ofMillis(1));
        assertThat(use.memory()).isBetween(100_000L, 1_000_000_000L);
    }

    @Test
    default void leavesOtherCommandsAlone() {
        BackgroundProcess other = start("while read -r line; do echo $line; done");
        BackgroundProcess victim = start("setsid sleep 1000 & echo up; wait");
        victim.expect("up");

        victim.kill();

        other.submit("still here");
        other.expect("still here");
        other.closeInput();
        other.waitFor();
    }
}
