package dev.curfew.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.curfew.session.WardenUnderTest.Start;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Runs wardens, with processes and a folder. */
@EnabledOnOs(OS.LINUX)
abstract class WardenTestCase {

    /** A user that owns no files, and whose processes no limit counts together with those of other tests. */
    static final String NOBODY = "64321";

    static final String TREE = "sleep 60 & echo $!; sh -c 'sleep 60 & echo $!; echo $$; wait' & echo $$; wait";
    static final String ONE = "echo $$; exec sleep 60";

    final MarkedProcesses processes = new MarkedProcesses();
    Path base;
    Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        base = Files.createTempDirectory("warden-tests-");
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-xr-x"));
        folder = Files.createDirectory(base.resolve("session"));
    }

    @AfterEach
    void endWhatIsLeft() throws Exception {
        processes.close();
        new ProcessBuilder("sh", "-c", "chmod -R u+rwx \"$0\" 2>/dev/null; rm -rf \"$0\"", base.toString())
                .start()
                .waitFor();
        assertThat(base).doesNotExist();
    }

    Start warden() {
        return new Start(processes.mark(), processes.cookie(), 0, 0, List.of());
    }

    static void requireProgram(String name) {
        boolean there = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, name)));
        if (!Boolean.getBoolean("curfew.noSkip")) {
            assumeThat(there).as(name + " is installed").isTrue();
        }
        assertThat(there).as(name + " is installed").isTrue();
    }

    static void requireRoot() {
        assumeThat(System.getProperty("user.name"))
                .as("the user that runs the tests")
                .isEqualTo("root");
        requireProgram("setpriv");
    }

    static void assertDead(List<Long> pids) {
        assertThat(pids).noneMatch(MarkedProcesses::isAlive);
    }

    static void assertAlive(List<Long> pids) {
        assertThat(pids).allMatch(MarkedProcesses::isAlive);
    }
}
