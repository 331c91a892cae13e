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

    private String find(String path) {
        return find(path, folder);
    }

    private static String find(String path, Path directory) {
        return ProgramLookup.find(Command.of("tool").withEnv("PATH", path), directory);
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

        assertThat(find(path("missing", "a", "b", "c", "d"))).isEqualTo(tool.toString());
    }

    @Test
    void looksAgainIfWhatItFoundIsGone() throws IOException {
        Path first = program("a/tool");
        Path second = program("b/tool");
        assertThat(find(path("a", "b"))).isEqualTo(first.toString());

        Files.delete(first);
        assertThat(find(path("a", "b"))).isEqualTo(second.toString());
        assertThat(second.toFile().setExecutable(false)).isTrue();

        assertThatExceptionOfType(SpawnException.class)
                .isThrownBy(() -> find(path("a", "b")))
                .withMessageContaining("program is not executable")
                .withMessageContaining(second.toString());
    }

    /** As a test of a command line tool does it: with a folder of fakes before all others. */
    @Test
    void seesAProgramThatCameBeforeTheOneItFound() throws IOException {
        Path real = program("b/tool");
        Files.createDirectories(folder.resolve("a"));
        assertThat(find(path("a", "b"))).isEqualTo(real.toString());

        Path fake = program("a/tool");

        assertThat(find(path("a", "b"))).isEqualTo(fake.toString());
    }

    @Test
    void relativeEntriesAreThoseOfTheWorkingDirectory() throws IOException {
        program("one/bin/tool");
        Path two = program("two/other/tool");

        assertThat(find("bin:" + two.getParent(), folder.resolve("one"))).isEqualTo("bin/tool");
        assertThat(find("bin:" + two.getParent(), folder.resolve("two"))).isEqualTo(two.toString());
    }

    @Test
    void emptyEntryIsTheWorkingDirectory() throws IOException {
        program("one/tool");

        for (String path : new String[] {":/usr/bin", "/usr/bin:", "/usr/bin::/bin"}) {
            assertThat(find(path, folder.resolve("one"))).isEqualTo("./tool");
        }
    }

    /** The folder above that which a link leads to is not the one in which the link is. */
    @Test
    void programWithASlashStaysAsItWasGiven() throws IOException {
        program("one/bin/tool");
        program("far/tool");
        Path link =
                Files.createSymbolicLink(folder.resolve("link"), Files.createDirectories(folder.resolve("far/away")));

        assertThat(ProgramLookup.find(Command.of("./bin/tool"), folder.resolve("one")))
                .isEqualTo("./bin/tool");
        assertThat(ProgramLookup.find(Command.of("../tool"), link)).isEqualTo("../tool");
        assertThatExceptionOfType(SpawnException.class)
                .isThrownBy(() -> ProgramLookup.find(Command.of("../tool"), folder.resolve("one")))
                .withMessageContaining("program does not exist");
    }

    @Test
    void goesOnBehindAScriptWithoutItsInterpreter() throws IOException {
        Files.writeString(program("a/tool"), "#!/no/such/interpreter -x\n");
        Path second = program("b/tool");

        assertThat(find(path("a", "b"))).isEqualTo(second.toString());
        assertThatExceptionOfType(SpawnException.class)
                .isThrownBy(() -> find(path("a")))
                .withMessage("""
                        Failed to start [tool]: interpreter of the program cannot be run: /no/such/interpreter
                          program:      %s
                          command:      tool
                          next:         install it, or correct the first line of the program""", folder.resolve("a/tool"));
    }

    @Test
    void namesTheLineEndsOfWindows() throws IOException {
        Files.writeString(program("a/tool"), "#! /bin/sh\r\necho hi\r\n");

        assertThatExceptionOfType(SpawnException.class)
                .isThrownBy(() -> find(path("a")))
                .withMessage("""
                        Failed to start [tool]: first line of the program ends with CR LF
                          program:      %s
                          command:      tool
                          next:         convert the file to Unix line ends: sed -i 's/\\r$//' FILE""", folder.resolve("a/tool"));
    }

    @Test
    void explainsWhatOnlyTheKernelKnows() throws IOException {
        program("a/tool");
        Command command = Command.of("tool").withEnv("PATH", path("a"));

        assertThat(ProgramLookup.explain(command, folder, Errno.ETXTBSY)).hasMessage("""
                        Failed to start [tool]: program cannot be executed: another process has it open for writing
                          program:      tool
                          command:      tool
                          next:         close the file before the start""");
        assertThat(ProgramLookup.explain(command, folder, Errno.ENOENT).getMessage())
                .contains("ldd");
        assertThat(ProgramLookup.explain(command, folder, Errno.EACCES).getMessage())
                .contains("findmnt");
        assertThat(ProgramLookup.explain(command.withEnv("TEXT", "x".repeat(1000)), folder, Errno.E2BIG))
                .hasMessageStartingWith("Failed to start [tool]: argument list too long\n  size:         ")
                .hasMessageContaining(" bytes in arguments and variables that are set, 1005 in the longest\n")
                .hasMessageContaining("131071 bytes");
        assertThat(ProgramLookup.explain(Command.of("tool").withEnv("PATH", "/nowhere"), folder, Errno.ENOENT))
                .hasMessageContaining("program not found in PATH");
    }

    @Test
    void saysThatANameHasBlanks() {
        assertThatExceptionOfType(SpawnException.class)
                .isThrownBy(() -> ProgramLookup.find(Command.of("ls -la").withEnv("PATH", "/bin"), folder))
                .withMessage("""
                        Failed to start [ls -la]: program not found in PATH
                          PATH:         /bin
                          command:      'ls -la'
                          next:         the name of the program has blanks; pass its arguments separately, \
                        Command.of("ls", "-la"), or run a shell line with Command.shell(...)""");
        assertThatExceptionOfType(SpawnException.class)
                .isThrownBy(() -> ProgramLookup.find(Command.of("./run --fast"), folder))
                .withMessageContaining("program does not exist")
                .withMessageContaining("Command.of(\"./run\", \"--fast\")");
    }

    @Test
    void startsAProgramWhoseNameHasBlanks() throws IOException {
        Path tool = program("a/my tool");

        assertThat(ProgramLookup.find(Command.of("my tool").withEnv("PATH", path("a")), folder))
                .isEqualTo(tool.toString());
    }

    @Test
    void doesNotRepeatAnArgumentThatIsTooLong() throws IOException {
        program("a/tool");
        Command command = Command.of("tool", "x".repeat(140_000)).withEnv("PATH", path("a"));

        assertThat(ProgramLookup.explain(command, folder, Errno.E2BIG).getMessage())
                .contains("xxx … 138005 characters … xxx", "140000 in the longest")
                .hasSizeLessThan(4000);
    }

    @Test
    void looksWhereTheSystemDoesIfTheCommandHasNoPath() {
        Command command = Command.of("sh").withoutEnv("PATH");

        assertThat(ProgramLookup.find(command, folder)).isIn("/usr/bin/sh", "/bin/sh");
    }
}
