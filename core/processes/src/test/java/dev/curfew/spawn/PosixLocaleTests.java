package dev.curfew.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.process.Command;
import dev.curfew.sandbox.fixture.Patience;
import dev.curfew.sandbox.fixture.PosixJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM in the POSIX locale starts exactly the given command, or none. */
@Tag("any-jdk")
class PosixLocaleTests {

    @TempDir
    private Path temp;

    @Test
    void commandsAreTheOnesThatWereWritten() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("grüße"));
        for (String name : List.of("é1", "a2", "b3", "c4")) {
            Files.createFile(folder.resolve(name));
        }

        List<String> said = PosixJvm.run(InThePosixLocale.class, temp);

        assertThat(said)
                .contains("encoding ANSI_X3.4-1968")
                .contains("pipes " + PosixJvm.HEX_OF_WORDS + " " + PosixJvm.HEX_OF_WORDS)
                .contains("terminal " + PosixJvm.HEX_OF_WORDS + " " + PosixJvm.HEX_OF_WORDS)
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

    static final class InThePosixLocale {

        private InThePosixLocale() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println("encoding " + System.getProperty("sun.jnu.encoding"));
            Command echo = PosixJvm.echo();
            try (ProcessRegistry registry = ProcessRegistry.open(RegistryOptions.DEFAULT.withTimeout(Patience.LIMIT))) {
                System.out.println("pipes " + output(registry, echo));
                System.out.println("terminal " + output(registry, echo.inTerminal()));
                Path folder = folderIn(Path.of(arguments[0]));
                System.out.println("folder "
                        + output(
                                registry,
                                Command.shell(PosixJvm.HEX + "here=$(pwd); hex \"${here##*/}\"")
                                        .inDirectory(folder)));
                System.out.println(
                        "removed" + output(registry, Command.shell("rm -f é*").inDirectory(folder)));
                printRefusals(folder);
            }
        }

        /** Commands that are refused in portable mode. */
        private static void printRefusals(Path folder) {
            Command echo = Command.of("echo");
            printRefusal(Command.of("echo", PosixJvm.WORDS), Path.of("/"));
            printRefusal(echo.withEnv("X", PosixJvm.WORDS), Path.of("/"));
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
