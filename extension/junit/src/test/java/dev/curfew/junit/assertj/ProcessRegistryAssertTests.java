package dev.curfew.junit.assertj;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;
import static dev.curfew.junit.assertj.Messages.assertMessageOf;

import dev.curfew.diagnosis.EndedTree;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.Survivor;
import dev.curfew.diagnosis.UnprunedFile;
import dev.curfew.process.ProcessIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ProcessRegistryAssertTests extends ProcessTestCase {

    @Nested
    class Running {

        @Test
        void isCounted() {
            assertThat(processes).hasNoRunningProcesses().hasRunningProcesses(0);
            startEcho();
            finished("exit 0");
            assertThat(processes).hasRunningProcesses(1);
            processes.stopAll();
            assertThat(processes).hasNoRunningProcesses();
        }

        @Test
        void isListedIfThereMustBeNone() {
            startEcho();
            finished("exit 0");
            start("read line");

            assertMessageOf(() -> assertThat(processes).hasNoRunningProcesses()).isEqualTo("""
                            Expected no process of [test] to be running, but 2 are
                              process:      [cat] running (pid PID, up TIME): cat
                              process:      [sh] running (pid PID, up TIME): read line
                              next:         end them with stop() or kill(), or wait with assertThat(process).exits()""");
        }

        @Test
        void isListedWithWhatHasEndedIfTheNumberIsWrong() {
            startEcho();
            finished("exit 3");

            assertMessageOf(() -> assertThat(processes).hasRunningProcesses(2)).isEqualTo("""
                            Expected 2 processes of [test] to be running, but 1 is
                              process:      [cat] running (pid PID, up TIME): cat
                              process:      [exit] exited with code 3 (pid PID, after TIME): exit 3""");
        }
    }

    @Nested
    class LeftNothingBehind {

        @Test
        void holdsAfterAnEndThatLeftNothing() {
            startEcho();
            processes.createDirectory();
            processes.end();

            assertThat(processes).leftNothingBehind();
            assertThat(processes.end()).isClean();
        }

        @Test
        void failsBeforeTheEnd() {
            startEcho();

            assertMessageOf(() -> assertThat(processes).leftNothingBehind()).isEqualTo("""
                            Expected [test] to leave nothing behind, but it is still open
                              process:      [cat] running (pid PID, up TIME): cat
                              next:         end the scope with end() or close() first""");
            assertThat(processes.isClosed()).isFalse();
        }
    }

    @Nested
    class Report {

        private final Survivor survivor =
                new Survivor(new ProcessIdentity(4711, 99), "sleep 1000", "daemon", "left its session");

        @Test
        void isNotCleanIfAProcessOrAFileIsLeft() {
            KillReport report = new KillReport(
                    Duration.ofMillis(12),
                    List.of(new EndedTree("daemon", 4710, 2, 2)),
                    List.of(survivor),
                    List.of(new UnprunedFile(Path.of("/tmp/x"), "a mount")));

            assertMessageOf(() -> assertThat(report).isClean()).isEqualTo("""
                            Expected the end to leave nothing behind, but it left behind 1 process and 1 file after TIME
                              survivor:     pid PID, started by [daemon], left its session: sleep 1000
                              file:         /tmp/x: a mount
                              next:         end these processes by hand, and let the test end what it starts through daemons or as other users""");
        }
    }
}
