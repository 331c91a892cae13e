package dev.curfew.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.ProcessIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KillReportTests {

    private static final Duration TOOK = Duration.ofMillis(12);

    private static final EndedTree TREE = new EndedTree("server", 10, 3, 1);

    private static final Survivor SURVIVOR =
            new Survivor(new ProcessIdentity(4711, 99), "sleep 1000", "server", "left its session");

    private static final UnprunedFile LOCKED = new UnprunedFile(Path.of("/tmp/a"), "permission denied");
    private static final UnprunedFile MOUNTED = new UnprunedFile(Path.of("/tmp/b"), "a mount");

    @Test
    void isCleanIfNothingIsLeft() {
        KillReport report = new KillReport(TOOK, List.of(TREE), List.of(), List.of());

        assertThat(report.isClean()).isTrue();
        assertThat(report.diagnosis().render()).isEqualTo("Ended 1 process in 12 ms; nothing is left");
    }

    @Test
    void countsTheProcessesThatItEnded() {
        assertThat(new KillReport(TOOK, List.of(), List.of(), List.of()).diagnosis())
                .hasToString("Ended 0 processes in 12 ms; nothing is left");
        assertThat(new KillReport(TOOK, List.of(TREE, TREE), List.of(), List.of()).diagnosis())
                .hasToString("Ended 2 processes in 12 ms; nothing is left");
    }

    @Test
    void namesSurvivorsAndFiles() {
        KillReport report = new KillReport(TOOK, List.of(TREE), List.of(SURVIVOR), List.of(LOCKED, MOUNTED));

        assertThat(report.isClean()).isFalse();
        assertThat(new LeftBehindException(report)).hasMessage("""
                Left behind 1 process and 2 files after 12 ms
                  survivor:     pid 4711, started by [server], left its session: sleep 1000
                  file:         /tmp/a: permission denied
                  file:         /tmp/b: a mount
                  next:         end these processes by hand, and let the test end what it starts through daemons or as other users""");
    }

    @Test
    void saysWhatToDoAboutFilesAlone() {
        KillReport report = new KillReport(TOOK, List.of(TREE), List.of(), List.of(LOCKED));

        assertThat(report.diagnosis()).hasToString("""
                Left behind 0 processes and 1 file after 12 ms
                  file:         /tmp/a: permission denied
                  next:         check the permissions of these files, and unmount what is a mount""");
    }

    @Test
    void neverChanges() {
        List<Survivor> survivors = new ArrayList<>(List.of(SURVIVOR));
        KillReport report = new KillReport(TOOK, new ArrayList<>(), survivors, new ArrayList<>());
        survivors.clear();

        assertThat(report.survivors()).containsExactly(SURVIVOR).isUnmodifiable();
        assertThat(report.trees()).isUnmodifiable();
        assertThat(report.unprunedFiles()).isUnmodifiable();
    }
}
