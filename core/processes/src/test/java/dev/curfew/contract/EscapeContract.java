package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.expect.Expectation;
import dev.curfew.sandbox.fixture.HostProcesses;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each escape alone. The guard is the same everywhere, so this runs in some kinds of sandboxes only. */
interface EscapeContract extends InSandbox {

    @ParameterizedTest
    @EnumSource
    default void killsEach(Escape escape) {
        String number = HostProcesses.uniqueNumber();
        BackgroundProcess process = start(escape.script(), number);
        process.expect(Expectation.text("up\n").pastExit());
        // One search of all processes can miss one that forks and exits all the time.
        await().until(() -> !HostProcesses.alive(number).isEmpty());

        KillReport report = kill(process);

        assertThat(HostProcesses.alive(number)).isEmpty();
        assertClean(report);
        assertThat(report.trees())
                .singleElement()
                .satisfies(tree -> assertThat(tree.killed()).isPositive());
    }
}
