package dev.curfew.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.sandbox.fixture.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM in the POSIX locale starts exactly the given command, or none. */
@Tag("any-jdk")
class PosixLocaleTests {

    private static final String WORDS = "é€😀\\ ?";
    private static final String HEX_OF_WORDS = "c3a9e282acf09f98805c203f";

    @TempDir
    private Path temp;

    @Test
    void commandsAreTheOnesThatWereWritten() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("grüße"));
        for (String name : List.of("é1", "a2", "b3", "c4")) {
            Files.createFile(folder.resolve(name));
        }

        List<String> said = saidByAJvmInThePosixLocale();

        assertThat(said)
                .contains("encoding ANSI_X3.4-1968")
                .contains("pipes " + HEX_OF_WORDS + " " + HEX_OF_WORDS)
                .contains("terminal " + HEX_OF_WORDS + " " + HEX_OF_WORDS)
                .contains("folder 6772c3bcc39f65") // grüße
                .contains("removed")
                .contains("Failed to start [echo]: argument 1 has characters that the locale of this JVM cannot encode")
                .contains("  encoding:     ANSI_X3.4-1968")
                .contains("  next:         run the JVM in a UTF-8 locale, such as LC_ALL=C.UTF-8")
                .contains(
                        "Failed to start [echo]: the value of variable X has characters that the locale of this JVM cannot"
                                + " encode")
                .contains(
                        "Failed to start [echo]: the working directory has characters that the locale of this JVM cannot"
                                + " encode");
        assertThat(folder.resolve("é1")).doesNotExist();
        assertThat(folder.resolve("a2")).exists();
        assertThat(folder.resolve("b3")).exists();
        assertThat(folder.resolve("c4")).exists();
    }

    private List<String> saidByAJvmInThePosixLocale() {
        Command java = Command.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        InThePosixLocale.class.getName(),
                        temp.toString())
                .withOnlyEnv(Map.of("PATH", System.getenv("PATH"), "LC_ALL", "POSIX"));
        try (ProcessRegistry registry = ProcessRegistry.open(RegistryOptions.DEFAULT.withTimeout(Patience.LIMIT))) {
            BackgroundProcess jvm = registry.start(java);
            assertThat(jvm.waitFor()).as(jvm.output().text()).isEqualTo(new ExitStatus.Exited(0));
            return jvm.output().text().lines().toList();
        }
    }

    static final class InThePosixLocale {

        private static final String HEX = "hex() { printf %s \"$1\" | od -An -v -tx1 | tr -d ' \\n\\r'; }; ";

        private InThePosixLocale() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println("encoding " + System.getProperty("sun.jnu.encoding"));
            Command echo = Command.of("sh", "-c", HEX + "hex \"$1\"; printf ' '; hex \"$X\"", "sh", WORDS)
                    .withEnv("X", WORDS);
            try (ProcessRegistry registry = ProcessRegistry.open(RegistryOptions.DEFAULT.withTimeout(Patience.LIMIT))) {
                System.out.println("pipes " + output(registry, echo));
                System.out.println("terminal " + output(registry, echo.inTerminal()));
                Path folder = folderIn(Path.of(arguments[0]));
                System.out.println("folder "
                        + output(
                                registry,
                                Command.shell(HEX + "here=$(pwd); hex \"${here##*/}\"")
                                        .inDirectory(folder)));
                System.out.println(
                        "removed" + output(registry, Command.shell("rm -f é*").inDirectory(folder)));
                printRefusals(folder);
            }
        }

        /** Commands that are refused in portable mode. */
        private static void printRefusals(Path folder) {
            Command echo = Command.of("echo");
            printRefusal(Command.of("echo", WORDS), Path.of("/"));
            printRefusal(echo.withEnv("X", WORDS), Path.of("/"));
            printRefusal(echo, folder);
        }

        private static void printRefusal(Command command, Path directory) {
            try {
                Invocation.requireHandedOver(command, directory, false);
            } catch (SpawnException e) {
                System.out.println(e.getMessage());
            }
        }

        private static String output(ProcessRegistry registry, Command command) {
            BackgroundProcess process = registry.start(command);
            process.waitFor();
            return process.output().text();
        }

        /** Its name has no text here. */
        private static Path folderIn(Path parent) throws IOException {
            try (Stream<Path> paths = Files.list(parent)) {
                return paths.filter(Files::isDirectory).findFirst().orElseThrow();
            }
        }
    }
}
