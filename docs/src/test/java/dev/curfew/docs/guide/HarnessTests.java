package dev.curfew.docs.guide;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.diagnosis.CurfewException;
import dev.curfew.diagnosis.EndedTree;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.LeftBehindException;
import dev.curfew.docs.checks.RequiresProgram;
import dev.curfew.output.OutputChunk;
import dev.curfew.output.OutputMark;
import dev.curfew.process.Command;
import dev.curfew.process.KillPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HarnessTests {

    private final List<String> log = new ArrayList<>();

    @Test
    @RequiresProgram("sqlite3")
    void ownsAScope() {
        // snippet:scope
        try (ProcessRegistry processes = ProcessRegistry.open()) {
            BackgroundProcess sqlite = processes.start(Command.of("sqlite3").inTerminal());
            sqlite.expect("sqlite> ");
            sqlite.submit("select 6 * 7;");
            sqlite.expect("42");
        }
        // end
    }

    @Test
    void setsItsOptions() {
        // snippet:options
        RegistryOptions options = RegistryOptions.DEFAULT
                .withName("episode 17")
                .withTimeout(Duration.ofSeconds(30))
                .withKillPolicy(KillPolicy.DEFAULT.withGrace(Duration.ofMillis(500)));

        ProcessRegistry processes = ProcessRegistry.open(options);
        // end
        processes.close();
        assertThat(processes.name()).isEqualTo("episode 17");
    }

    @Test
    void readsTheReport() {
        ProcessRegistry processes = ProcessRegistry.open();
        processes.start("sleep 1000 & sleep 1000").output();
        // snippet:report
        KillReport report = processes.end();

        for (EndedTree tree : report.trees()) {
            log.add(tree.name() + ": ended " + tree.found() + " processes, killed " + tree.killed());
        }
        if (!report.isClean()) {
            throw new LeftBehindException(report);
        }
        // end
        assertThat(log).hasSize(1);
    }

    @Test
    void polls() {
        try (ProcessRegistry processes = ProcessRegistry.open()) {
            BackgroundProcess build = processes.start("for i in 1 2 3; do echo module $i; done");
            // snippet:poll
            OutputMark read = OutputMark.START;
            boolean running = true;
            while (running) {
                running = build.isRunning();
                OutputChunk chunk = build.output().since(read);
                log.add(chunk.text());
                read = chunk.next();
                Thread.onSpinWait(); // your own work
            }
            // end
            assertThat(String.join("", log)).isEqualTo("module 1\nmodule 2\nmodule 3\n");
        }
    }

    @Test
    void reportsFailures() {
        try (ProcessRegistry processes = ProcessRegistry.open()) {
            // snippet:diagnosis
            try {
                processes.start(Command.of("no-such-program"));
            } catch (CurfewException e) {
                log.add(e.diagnosis().headline());
                log.add(e.diagnosis().value("next").orElse(""));
            }
            // end
        }
        assertThat(log)
                .containsExactly(
                        "Failed to start [no-such-program]: program not found in PATH",
                        "install the program, or pass its full path");
    }
}
