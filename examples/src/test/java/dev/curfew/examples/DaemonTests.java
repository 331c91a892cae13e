package dev.curfew.examples;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.expect.Expectation;
import dev.curfew.junit.EnabledIfProgram;
import org.junit.jupiter.api.Test;

/** A process that leaves its parent, its session and its terminal, and still does not outlive the scope. */
@EnabledIfProgram({"setsid", "sleep"})
class DaemonTests {

    @Test
    void endsADaemonWithTheScope() {
        ProcessHandle daemon;
        KillReport report;
        try (ProcessRegistry processes = ProcessRegistry.open()) {
            BackgroundProcess starter = processes.start("setsid sleep 1000 > /dev/null 2>&1 & echo daemon $!");
            String pid = starter.expect(Expectation.regex("daemon (\\d+)\n")).group(1);
            assertThat(starter).exits().successfully();
            daemon = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
            assertThat(daemon.info().command()).isPresent();

            report = processes.end();
        }

        assertThat(report).isClean();
        assertThat(daemon.info().command()).isEmpty(); // It may still be listed, until init collects it.
    }
}
