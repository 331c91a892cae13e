package dev.curfew.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.curfew.diagnosis.SpawnException;
import dev.curfew.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramLookupTests {

    @TempDir
    private Path folder;

    private Path program(String name) throws IOException {
        Path file = file(name);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }

    private Path find(String path) {
        return find(path, folder);
    }

    private static Path find(String path, Path directory) {
        return ProgramLookup.find(Command.of("tool").env("PATH", path), directory);
    }

    private String path(String... folders) {
        StringBuilder path = new StringBuilder();
        for (String each : folders) {
            path.append(path.isEmpty() ? "" : ":").append(folder.resolve(each));
        }
        return path.toString();
    }

    @Test
    void takesTheFirstThatCanBeExecuted() throws IOException {
        Files.createDirectories(folder.resolve("a/tool"));
        file("b/tool");
        Path tool = program("c/tool");
        program("d/tool");

        assertThat(find(path("missing", "a", "b", "c", "d"))).isEqualTo(tool);
    }

    @Test
    void looksAgainIfWhatItFoundIsGone() throws IOException {
        Path first = program("a/tool");
        Path second = program("b/tool");
        assertThat(find(path("a", "b"))).isEqualTo(first);

        Files.delete(first);
        assertThat(find(path("a", "b"))).isEqualTo(second);
        assertThat(second.toFile().setExecutable(false)).isTrue();

        assertThatExceptionOfType(SpawnException.class)
                .isThrownBy(() -> find(path("a", "b")))
                .withMessageContaining("program is not executable")
                .withMessageContaining(second.toString());
    }

    @Test
    void relativeEntriesAreThoseOfTheWorkingDirectory() throws IOException {
        Path one = program("one/bin/tool");
        Path two = program("two/bin/tool");

        assertThat(find("bin:/usr/bin", folder.resolve("one"))).isEqualTo(one);
        assertThat(find("bin:/usr/bin", folder.resolve("two"))).isEqualTo(two);
    }

    @Test
    void emptyEntryIsTheWorkingDirectory() throws IOException {
        Path one = program("one/tool");
        Path two = program("two/tool");

        for (String path : new String[] {":/usr/bin", "/usr/bin:", "/usr/bin::/bin"}) {
            assertThat(find(path, folder.resolve("one"))).isEqualTo(one);
            assertThat(find(path, folder.resolve("two"))).isEqualTo(two);
        }
    }

    @Test
    void programWithASlashIsRelativeToTheWorkingDirectory() throws IOException {
        Path tool = program("one/bin/tool");

        assertThat(ProgramLookup.find(Command.of("./bin/tool"), folder.resolve("one")))
                .isEqualTo(tool);
    }

    @Test
    void looksWhereTheSystemDoesIfTheCommandHasNoPath() {
        Command command = Command.of("sh").withoutEnv("PATH");

        assertThat(ProgramLookup.find(command, folder)).isIn(Path.of("/usr/bin/sh"), Path.of("/bin/sh"));
    }
}
