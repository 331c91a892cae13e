package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.diagnosis.SpawnException;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** JVMs in environments that differ from that of a developer. */
@ExtendWith(OwnScope.class)
class StartsEverywhereTests {

    /** No passwd has an entry for it. */
    private static final String NAMELESS = "1234567";

    @TempDir
    private Path temp;

    private String outputOf(ProcessRegistry registry, Command command) {
        BackgroundProcess jvm = registry.start(command.separateErrors()); // Newer JDKs print warnings there.
        assertThat(jvm.waitFor()).as(jvm.errors().text()).isEqualTo(new ExitStatus.Exited(0));
        return jvm.output().text();
    }

    private Command jvm(String... options) {
        List<String> argv = new ArrayList<>();
        argv.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        argv.add("-Djava.io.tmpdir=" + temp);
        argv.addAll(Arrays.asList(options));
        argv.addAll(List.of("-cp", System.getProperty("java.class.path"), Starter.class.getName()));
        return Command.of(argv);
    }

    @Test
    void asAUserWithoutAName(ProcessRegistry registry) throws IOException {
        Requirement.rootAndSetpriv();
        Command jvm = new UnprivilegedJvm(temp, NAMELESS).running(Starter.class, "");

        assertThat(outputOf(registry, jvm)).isEqualTo("pipes fine\nterminal fine\n");

        assertThat(temp.resolve("tmp/curfew-" + NAMELESS)).isDirectory();
    }

    @Test
    void underAnyNameOfTheUser(ProcessRegistry registry) {
        assertThat(outputOf(registry, jvm("-Duser.name=ci"))).isEqualTo("pipes fine\nterminal fine\n");
        assertThat(outputOf(registry, jvm("-Duser.name=?"))).isEqualTo("pipes fine\nterminal fine\n");
    }

    /** In a shared folder, another user may have created that name. */
    @Test
    void whereTheNameOfTheFolderIsTaken(ProcessRegistry registry) throws IOException {
        Path taken = temp.resolve("curfew-" + Files.getAttribute(temp, "unix:uid"));
        Files.createSymbolicLink(taken, temp.resolve("missing"));

        assertThat(outputOf(registry, jvm())).isEqualTo("pipes fine\nterminal fine\n");
        assertThat(outputOf(registry, jvm())).isEqualTo("pipes fine\nterminal fine\n");

        try (Stream<Path> made = Files.list(temp)) {
            assertThat(made).hasSize(2).contains(taken);
        }
    }

    @Test
    void whereProgramsMayNotRunInTheTempFolder(ProcessRegistry registry) throws IOException {
        Requirement.mounts();
        Path home = Files.createDirectories(temp.resolve("home/.cache"));
        Path mounted = Files.createDirectory(temp.resolve("tmp"));
        Command jvm = jvm("-Djava.io.tmpdir=" + mounted, "-Duser.home=" + home.getParent());

        assertThat(outputOf(registry, withoutPrograms(mounted.toString(), jvm)))
                .isEqualTo("pipes fine\nterminal fine\n");
    }

    @Test
    void orSayingWhyNot(ProcessRegistry registry) throws IOException {
        Requirement.mounts();
        Path mounted = Files.createDirectory(temp.resolve("tmp"));
        Command jvm = jvm("-Djava.io.tmpdir=" + mounted, "-Duser.home=" + mounted);

        String output = outputOf(registry, withoutPrograms(mounted + " /dev/shm /var/tmp", jvm));

        assertThat(output)
                .startsWith(
                        "pipes fine\nFailed to start [echo]: no terminal can be made here: pty4j cannot load its native"
                                + " library: java.lang.UnsatisfiedLinkError: ")
                .contains("  next:         name a temp folder in which programs may run: -Djava.io.tmpdir=FOLDER\n")
                .endsWith(
                        "not proven to have ended, because portable mode does not find a process whose parent has ended\n");
    }

    @Test
    void orSayingThatThereIsNoTempFolder(ProcessRegistry registry) {
        Path missing = temp.resolve("missing");

        assertThat(outputOf(registry, jvm("-Djava.io.tmpdir=" + missing)))
                .startsWith("Failed to start [echo]: this JVM cannot open a session\n"
                        + "  cause:        Failed to make the folder of this session in the temp directory " + missing)
                .contains("; check that it exists, is writable and not full\n");
    }

    /** The mounts are in a mount namespace of their own. */
    private static Command withoutPrograms(String folders, Command jvm) {
        List<String> argv = new ArrayList<>(List.of(
                "unshare",
                "-m",
                "sh",
                "-c",
                "for at in $1; do mount -t tmpfs -o noexec,mode=1777 none \"$at\" || exit 99; done; shift; exec \"$@\"",
                "sh",
                folders));
        argv.addAll(jvm.argv());
        return Command.of(argv);
    }

    /** As in the window of a developer. */
    @Test
    void onATerminalThatHasNothingOfTheOneOfTheJvm(ProcessRegistry registry) {
        Command jvm = jvm("-Dwhat=variables")
                .withEnv("TERM", "xterm-kitty")
                .withEnv("COLUMNS", "211")
                .withEnv("LINES", "55")
                .withEnv("TMUX", "/tmp/tmux")
                .withEnv("PWD", "/nowhere")
                .withEnv("OLDPWD", "/nowhere");

        List<String> variables = outputOf(registry, jvm).lines().toList();

        assertThat(variables)
                .contains("terminal TERM=xterm-256color", "terminal PWD=/", "pipes PWD=/", "pipes COLUMNS=211")
                .noneMatch(line -> line.matches("terminal (COLUMNS|LINES|TMUX)=.*|\\w+ OLDPWD=.*"));
    }

    static final class Starter {

        private Starter() {}

        public static void main(String[] arguments) {
            ProcessRegistry registry = ProcessRegistry.open();
            if (System.getProperty("what", "").equals("variables")) {
                print(registry, Command.of("env").inDirectory(Path.of("/")));
            } else {
                print(registry, Command.shell("echo fine"));
            }
            registry.end().survivors().forEach(left -> System.out.println(left.escape()));
        }

        private static void print(ProcessRegistry registry, Command command) {
            print(registry, "pipes ", command);
            print(registry, "terminal ", command.inTerminal());
        }

        private static void print(ProcessRegistry registry, String where, Command command) {
            try {
                BackgroundProcess process = registry.start(command);
                process.waitFor();
                process.output().text().lines().forEach(line -> System.out.println(where + line));
            } catch (SpawnException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
