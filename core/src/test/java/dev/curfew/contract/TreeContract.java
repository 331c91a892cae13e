package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.expect.Expectation;
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
