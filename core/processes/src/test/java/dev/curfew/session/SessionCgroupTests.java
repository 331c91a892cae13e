package dev.curfew.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionCgroupTests {

    @TempDir
    private Path folder;

    private SessionCgroup session;

    @BeforeEach
    void require() {
        session = new SessionCgroup(folder);
        if (!Boolean.getBoolean("curfew.noSkip")) {
            assumeThat(session.problem()).isEmpty();
        }
        assertThat(session.problem()).isEmpty();
    }

    @AfterEach
    void end() {
        session.end();
    }

    private static Process startIn(Cgroup cgroup) throws Exception {
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "echo $$ > \"$1\" && echo in && exec sleep 1000",
                        "sh",
                        cgroup.processes().toString())
                .start();
        assertThat(process.getInputStream().read()).isEqualTo('i');
        return process;
    }

    @Test
    void isEndedAndRemovedByTheFinderOfItsFolder() throws Exception {
        Cgroup leaf = session.leaf(new Mark("cookie-1", 0), Map.of());
        Process process = startIn(leaf);
        assertThat(leaf.pids()).containsExactly(process.pid());
        assertThat(leaf.awaitEmpty(System.nanoTime())).isFalse();

        SessionCgroup.endLeftIn(folder);

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(leaf.folder().getParent()).doesNotExist();
        assertThat(leaf.pids()).isEmpty();
        assertThat(leaf.awaitEmpty(System.nanoTime())).isTrue();
    }

    @Test
    void isLeftAloneByOneWhoseFolderHasAnotherName() throws Exception {
        Cgroup leaf = session.leaf(new Mark("cookie-1", 0), Map.of());
        Path other = Files.createDirectory(folder.resolve("1-2"));
        Files.copy(folder.resolve("cgroup"), other.resolve("cgroup"));

        SessionCgroup.endLeftIn(other);

        assertThat(leaf.folder()).exists();
    }

    @Test
    void isNothingWhereNoScopeRequiredIt() throws Exception {
        Path other = Files.createDirectory(folder.resolve("1-2"));

        SessionCgroup.endLeftIn(other);

        assertThat(other).isEmptyDirectory();
    }
}
