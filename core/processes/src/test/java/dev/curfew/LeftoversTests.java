package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the first start of a JVM does with the folders of earlier sessions. */
@ExtendWith(OwnScope.class)
class LeftoversTests {

    /** Larger than any pid of Linux. */
    private static final long NOBODY = 4_200_000;

    @TempDir
    private Path temp;

    private Path sessions;

    @BeforeEach
    void makeTheFolderOfTheUser() throws IOException {
        sessions = Files.createDirectory(
                temp.resolve("curfew-" + Files.getAttribute(temp, "unix:uid")),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    @Test
    void ofAJvmThatIsGoneAreDeleted(ProcessRegistry registry) throws IOException {
        Path crashed = session(NOBODY, "1");
        Path scope = Files.createDirectories(crashed.resolve("scope-1"));
        Files.writeString(scope.resolve("file"), "left");
        Path withoutJournal = Files.createDirectory(sessions.resolve(NOBODY + "-2"));

        assertThat(outputOfANewSession(registry)).isEqualTo("started\n");

        assertThat(crashed).doesNotExist();
        assertThat(withoutJournal).doesNotExist();
    }

    /** Its warden may be gone too, or may not have run them yet when their folder is deleted. */
    @Test
    void ofAJvmThatIsGoneHaveTheirWillsCarriedOut(ProcessRegistry registry) throws IOException {
        Path cleanups = Files.createDirectory(session(NOBODY, "1").resolve("wills"));
        Path first = temp.resolve("first");
        Path second = temp.resolve("second");
        Files.writeString(cleanups.resolve("1"), "exec '/bin/touch' '" + first + "'\n");
        Files.writeString(cleanups.resolve("2"), "exec '/bin/touch' '" + second + "'\n");

        assertThat(outputOfANewSession(registry)).isEqualTo("started\n");

        assertThat(first).exists();
        assertThat(second).exists();
        assertThat(cleanups).doesNotExist();
    }

    @Test
    void ofAJvmThatLivesAreLeftAlone(ProcessRegistry registry) throws IOException {
        Path living = session(ProcessHandle.current().pid(), "1");

        assertThat(outputOfANewSession(registry)).isEqualTo("started\n");

        assertThat(living.resolve("journal")).exists();
    }

    @Test
    void whichCannotBeReadAreLeftAloneAndNamed(ProcessRegistry registry) throws IOException {
        Path newer = session(NOBODY, "2");
        Path corrupt = Files.createDirectory(sessions.resolve(NOBODY + "-3"));
        Files.writeString(corrupt.resolve("journal"), "version=1\npid=many\n");

        String output = outputOfANewSession(registry);

        assertThat(newer.resolve("journal")).exists();
        assertThat(corrupt.resolve("journal")).exists();
        assertThat(output)
                .contains("The journal in " + newer + " is left alone: version [2] instead of 1")
                .contains("The journal in " + corrupt + " is left alone: not a journal")
                .endsWith("started\n");
    }

    @Test
    void ofAnotherBootAreDeletedWithoutALookAtProcesses(ProcessRegistry registry) throws IOException {
        Path before = session(ProcessHandle.current().pid(), "1");
        Path journal = before.resolve("journal");
        Files.writeString(journal, Files.readString(journal).replaceFirst("boot=.*", "boot=another"));

        assertThat(outputOfANewSession(registry)).isEqualTo("started\n");

        assertThat(before).doesNotExist();
    }

    /** Like the journal of this JVM, except for the owner and the version. */
    private Path session(long pid, String version) throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String start = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19];
        Path folder = Files.createDirectory(sessions.resolve(pid + "-1"));
        Files.writeString(folder.resolve("journal"), """
                version=%s
                pid=%d
                start=%s
                host=%s
                boot=%s
                namespace=%s
                prefix=-
                cookie=nobody
                """.formatted(
                version,
                pid,
                start,
                Files.readString(Path.of("/proc/sys/kernel/hostname")).strip(),
                Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip(),
                Files.readSymbolicLink(Path.of("/proc/self/ns/pid"))));
        return folder;
    }

    /** A folder can be the first thing that a test requests. */
    @Test
    void areDeletedBeforeTheFirstStartWhateverHasOpenedTheSession(ProcessRegistry registry) throws IOException {
        Path crashed = session(NOBODY, "1");

        assertThat(outputOfANewSession(registry, "in a folder")).isEqualTo("started\n");

        assertThat(crashed).doesNotExist();
    }

    /** It shares the temp folder, and was booted at another time. */
    @Test
    void ofAnotherMachineAreLeftAlone(ProcessRegistry registry) throws IOException {
        Path elsewhere = session(NOBODY, "1");
        Path journal = elsewhere.resolve("journal");
        Files.writeString(
                journal,
                Files.readString(journal)
                        .replaceFirst("boot=.*", "boot=another")
                        .replaceFirst("host=.*", "host=another"));

        assertThat(outputOfANewSession(registry)).isEqualTo("started\n");

        assertThat(journal).exists();
    }

    /** Its JVM may be in another PID namespace, where its pid has no meaning in this one. */
    @Test
    void ofASessionThatBeginsAreLeftAloneForADay(ProcessRegistry registry) throws IOException {
        Path beginning = Files.createDirectory(sessions.resolve("new-" + NOBODY + "-5"));
        Path abandoned = Files.createDirectory(sessions.resolve("new-" + NOBODY + "-6"));
        Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        assertThat(outputOfANewSession(registry)).isEqualTo("started\n");

        assertThat(beginning).exists();
        assertThat(abandoned).doesNotExist();
    }

    @Test
    void ofAnotherPidNamespaceAreLeftAlone(ProcessRegistry registry) throws IOException {
        Path elsewhere = session(NOBODY, "1");
        Path journal = elsewhere.resolve("journal");
        Files.writeString(journal, Files.readString(journal).replaceFirst("namespace=.*", "namespace=pid:[1]"));

        assertThat(outputOfANewSession(registry)).isEqualTo("started\n");

        assertThat(journal).exists();
    }

    /** During the whole start of another JVM, whose pid does not exist in this namespace. */
    @Test
    void areSweptWhileAJvmOfAnotherPidNamespaceBegins(ProcessRegistry registry) {
        Requirement.mounts();
        BackgroundProcess sweeper = registry.start(Command.of(jvm(Sweeper.class)));
        sweeper.expect("sweeping");
        String withALargePid = "echo 3000000 >/proc/sys/kernel/ns_last_pid; \"$@\"; exit";
        List<String> argv =
                new ArrayList<>(List.of("unshare", "--pid", "--fork", "--mount-proc", "sh", "-c", withALargePid, "sh"));
        argv.addAll(jvm(NewSession.class));

        BackgroundProcess jvm = registry.start(Command.of(argv));

        assertThat(jvm.waitFor()).as(jvm.output().text()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(jvm.output().text()).endsWith("started\n");
        assertThat(sweeper.isRunning()).isTrue();
    }

    private List<String> jvm(Class<?> main) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temp,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
    }

    private String outputOfANewSession(ProcessRegistry registry, String... arguments) {
        List<String> argv = new ArrayList<>(jvm(NewSession.class));
        argv.addAll(List.of(arguments));
        BackgroundProcess jvm = registry.start(Command.of(argv));
        assertThat(jvm.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        return jvm.output().text();
    }

    static final class Sweeper {

        private Sweeper() {}

        public static void main(String[] arguments) {
            System.out.println("sweeping");
            while (true) {
                Curfew.sweepLeftovers();
            }
        }
    }

    static final class NewSession {

        private NewSession() {}

        public static void main(String[] arguments) {
            try (ProcessRegistry registry = ProcessRegistry.open()) {
                Path folder = arguments.length > 0 ? registry.createDirectory() : Path.of("/");
                registry.start(Command.shell("echo started").inDirectory(folder))
                        .expect("started");
                System.out.println("started");
            }
        }
    }
}
