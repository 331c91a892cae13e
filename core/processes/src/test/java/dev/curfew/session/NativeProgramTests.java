package dev.curfew.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.ProcessRegistry;
import dev.curfew.sandbox.fixture.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class NativeProgramTests {

    @TempDir
    private Path folder;

    @Test
    void isTestedByTheForkServerOfASession() throws IOException {
        assertThat(startedBy(SessionFirst.class))
                .filteredOn(command -> command.matches("\\S*/curfew-guard\\S* (probe|serve)( .*)?"))
                .hasSize(1)
                .noneMatch(NativeProgramTests::isProbe);
    }

    @Test
    void isTestedOncePerJvmWithoutASession() throws IOException {
        assertThat(startedBy(JobsFirst.class))
                .filteredOn(NativeProgramTests::isProbe)
                .hasSize(1);
    }

    private static boolean isProbe(String command) {
        return command.matches("\\S*/curfew-guard\\S* probe( .*)?");
    }

    /** {@return the commands that the main method of a class starts in a JVM of its own} */
    private List<String> startedBy(Class<?> main) throws IOException {
        Path recording = folder.resolve("recording.jfr");
        OneShotResult jvm = OneShotCommand.of(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        recording.toString(),
                        Files.createDirectory(folder.resolve("deleted")).toString()))
                .keepingErrors()
                .run(Patience.LIMIT);
        assertThat(jvm.succeeded()).as(jvm.errors().text()).isTrue();
        return RecordingFile.readAllEvents(recording).stream()
                .map(NativeProgramTests::commandOf)
                .toList();
    }

    private static String commandOf(RecordedEvent start) {
        return Optional.ofNullable(start.getString("command")).orElse("");
    }

    private static Recording recording() {
        Recording recording = new Recording();
        recording.enable("jdk.ProcessStart").withoutThreshold();
        recording.start();
        return recording;
    }

    private static void prune(String folder) throws IOException {
        Files.createFile(Path.of(folder, "file"));
        assertThat(FolderPruner.prune(Path.of(folder))).isEmpty();
    }

    /** A command, then the deletion of a folder, and jobs. */
    static final class SessionFirst {

        private SessionFirst() {}

        public static void main(String[] arguments) throws IOException {
            try (Recording recording = recording()) {
                try (ProcessRegistry registry = ProcessRegistry.open()) {
                    registry.start("true").waitFor(Patience.LIMIT);
                }
                prune(arguments[1]);
                Detached.marks();
                recording.dump(Path.of(arguments[0]));
            }
        }
    }

    /** Jobs, and the deletion of a folder. */
    static final class JobsFirst {

        private JobsFirst() {}

        public static void main(String[] arguments) throws IOException {
            try (Recording recording = recording()) {
                Detached.marks();
                prune(arguments[1]);
                assertThat(Session.opened()).isEmpty();
                recording.dump(Path.of(arguments[0]));
            }
        }
    }
}
