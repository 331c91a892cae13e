package dev.curfew.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.process.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written into the files of a cgroup; the system is not asked. */
class CgroupFilesTests {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"PROCESSES, pids.max", "MEMORY_BYTES, memory.max"})
    void getALimit(Resource resource, String file) throws IOException {
        Files.createFile(folder.resolve(file));

        new Cgroup(folder).limit(resource.cgroupFile(), 65_536);

        assertThat(folder.resolve(file)).hasContent("65536");
    }

    @Test
    void areNotMadeWhereTheSystemHasNone() {
        assertThatThrownBy(() -> new Cgroup(folder).limit("pids.max", 5)).isInstanceOf(IOException.class);
    }

    @Test
    void getAControllerThatIsMissing() throws IOException {
        Path control = Files.createFile(folder.resolve("cgroup.subtree_control"));
        new Cgroup(folder).delegate("memory");
        assertThat(control).hasContent("+memory");

        Files.writeString(control, "cpu memory\n");
        new Cgroup(folder).delegate("memory");
        assertThat(control).hasContent("cpu memory\n");
    }

    @Test
    void tellWhichControllerIsNotAvailable() {
        Cgroup cgroup = new Cgroup(folder.resolve("missing"));

        assertThatThrownBy(() -> SessionCgroup.delegate(cgroup, cgroup, "memory"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the controller [memory] is not available below " + cgroup.folder());
    }
}
