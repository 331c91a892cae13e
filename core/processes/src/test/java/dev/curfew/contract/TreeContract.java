package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.process.ResourceUse;
import dev.curfew.sandbox.fixture.HostProcesses;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** With a killed process ends everything that it has started, wherever it is. */
interface TreeContract extends InSandbox {

    @Test
    @Entering
    default void killsAll() {
        String number = HostProcesses.uniqueNumber();
        BackgroundProcess process = start(Escape.all(), number);
        for (int i = 0; i < Escape.values().length; i++) {
            process.expect("up\n");
        }

        KillReport report = kill(process);

        assertThat(HostProcesses.alive(number)).isEmpty();
        assertClean(report);
        assertThat(report.trees())
                .singleElement()
                .satisfies(tree -> assertThat(tree.killed()).isGreaterThan(Escape.values().length));
    }

    /** The command itself does nothing: it does not wait for another process, which does the work. */
    @Test
    default void countsWhatTheyUsed() {
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

        kill(victim);

        other.submit("still here");
        other.expect("still here");
        other.closeInput();
        other.waitFor();
    }
}
