package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.process.ResourceUse;
import dev.curfew.sandbox.fixture.HostProcesses;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A process that is killed takes along everything that it has started, wherever that has gone. */
interface TreeContract extends InSandbox {

    @Test
    @Entering
    default void killsAll() {
        String number = HostProcesses.uniqueNumber();
        BackgroundProcess process = start(Escape.all(), number);
        for (int i = 0; i < Escape.values().length; i++) {
            process.expect("up\n");
        }

        KillReport report = process.kill();

        assertThat(HostProcesses.alive(number)).isEmpty();
        assertThat(report.isClean()).isTrue();
        assertThat(report.trees())
                .singleElement()
                .satisfies(tree -> assertThat(tree.killed()).isGreaterThan(Escape.values().length));
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
