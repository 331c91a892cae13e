package dev.curfew.junit.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTests {

    private final Snapshots snapshots = new Snapshots();

    @TempDir
    private Path folder;

    @Test
    void namesUnusedFilesBesideUsedOnes() throws IOException {
        Path menu = Files.createDirectories(folder.resolve("MenuTests"));
        Path other = Files.createDirectories(folder.resolve("OtherTests"));
        for (String name : new String[] {"main.txt", "old.txt", "notes.md"}) {
            Files.createFile(menu.resolve(name));
        }
        Files.createFile(other.resolve("unseen.txt"));

        snapshots.use(menu, "main");

        assertThat(snapshots.unused()).containsExactly(menu.resolve("old.txt"));
    }

    @Test
    void knowsNoFilesOfAFolderThatDoesNotExist() {
        snapshots.use(folder.resolve("MenuTests"), "main");

        assertThat(snapshots.unused()).isEmpty();
    }

    @Test
    void writesEachFileOnce() {
        SnapshotFile file = snapshots.use(folder, "main");

        assertThat(snapshots.write(file, "first")).isTrue();
        assertThat(snapshots.write(file, "first")).isTrue();
        assertThat(snapshots.write(file, "second")).isFalse();
        assertThat(file.read()).contains("first");
    }

    @Test
    void leavesAFileThatIsRight() throws IOException {
        SnapshotFile file = snapshots.use(folder, "main");
        Files.writeString(file.path(), "frame\r\n");

        assertThat(snapshots.write(file, "frame")).isTrue();
        assertThat(file.path()).content().isEqualTo("frame\r\n");
    }

    @Test
    void namesAFileByItsSnapshot() {
        assertThat(snapshots.use(folder, "main.dark").name()).isEqualTo("main.dark");
        assertThat(new SnapshotFile(Path.of("menu.golden")).name()).isEqualTo("menu.golden");
    }
}
