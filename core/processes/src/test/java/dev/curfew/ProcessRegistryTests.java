package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.expect.Expectation;
import dev.curfew.process.Command;
import dev.curfew.process.Containment;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.Signal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OwnScope.class)
class ProcessRegistryTests {

    private static final RegistryOptions AT_ONCE = RegistryOptions.DEFAULT.withKillPolicy(KillPolicy.AT_ONCE);

    @Test
    void listsAndFindsWhatItStarted(ProcessRegistry registry) {
        BackgroundProcess over = registry.start("exit 0");
        BackgroundProcess running = registry.start(Command.of("sleep", "1000"));
        over.waitFor();

        assertThat(registry.processes()).containsExactly(over, running);
        assertThat(registry.running()).containsExactly(running);
        assertThat(registry.find(over.id())).contains(over);
        assertThat(registry.find("proc_unknown")).isEmpty();
        assertThat(over.id()).isNotEqualTo(running.id());
    }

    @Test
    void tellsAllThatIsKnownOfAProcess(ProcessRegistry registry) {
        Instant before = Instant.now();
        Command command = Command.shell("echo $$; exit 3").withName("counter");

        BackgroundProcess process = registry.ownedBy("agent-1").start(command);
        ExitStatus status = process.waitFor();

        assertThat(process.id()).matches("proc_[0-9a-f]{12}");
        assertThat(process.name()).isEqualTo("counter");
        assertThat(process.owner().owner()).isEqualTo("agent-1");
        assertThat(process.command()).isEqualTo(command);
        assertThat(process.output().text()).isEqualTo(process.pid() + "\n");
        assertThat(status).isEqualTo(new ExitStatus.Exited(3));
        assertThat(process.exitStatus()).contains(status);
        Instant end = process.endedAt().orElseThrow();
        assertThat(process.startedAt()).isBetween(before, end);
        assertThat(end).isBetween(before, Instant.now());
        assertThat(process.uptime()).isPositive();
    }

    @Nested
    class End {

        /** Each prints the pids of processes that must not survive, then "ready". */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "sleep 1000 & echo $!; echo $$; echo ready; wait",
                    "trap '' TERM INT HUP; sleep 1000 & echo $!; echo $$; echo ready; wait; wait",
                    "setsid sh -c 'echo $$; echo ready; sleep 1000; sleep 1000'; sleep 1000",
                    "(setsid sh -c 'echo $$; echo ready; sleep 1000; sleep 1000' &); sleep 0.1",
                    "nohup sh -c 'echo $$; echo ready; sleep 1000; sleep 1000' 2>/dev/null & exit 0",
                    "env -i /bin/sh -c 'echo $$; sleep 1000 & echo $!; echo ready; wait'",
                    "sh -c 'echo $$; kill -STOP $$' & sleep 0.2; echo ready; wait"
                })
        void leavesNoProcessAlive(String line) {
            ProcessRegistry registry = ProcessRegistry.open(AT_ONCE);
            BackgroundProcess process = registry.start(line);
            String printed =
                    process.expect(Expectation.text("ready").pastExit()).before();
            List<Long> pids =
                    printed.lines().map(String::strip).map(Long::valueOf).toList();
            assertThat(pids).isNotEmpty().allMatch(LiveProcesses::isAlive);

            KillReport report = registry.end();

            assertThat(pids).noneMatch(LiveProcesses::isAlive);
            assertThat(report.isClean()).isTrue();
            assertThat(report.trees())
                    .singleElement()
                    .satisfies(tree -> assertThat(tree.found()).isPositive());
        }

        @Test
        void givesEveryProcessTheSameGrace() {
            Duration grace = Duration.ofSeconds(2);
            ProcessRegistry registry =
                    ProcessRegistry.open(RegistryOptions.DEFAULT.withKillPolicy(KillPolicy.DEFAULT.withGrace(grace)));
            List<BackgroundProcess> stubborn = IntStream.range(0, 20)
                    .mapToObj(i -> registry.start("trap '' TERM; echo ready; sleep 1000; sleep 1000"))
                    .toList();
            stubborn.forEach(process -> process.expect("ready"));

            KillReport report = registry.end();

            assertThat(report.took()).isBetween(grace, grace.multipliedBy(stubborn.size() - 1));
            assertThat(stubborn)
                    .extracting(process -> process.exitStatus().orElseThrow())
                    .containsOnly(new ExitStatus.Killed(Signal.KILL, "its scope ended"));
        }

        @Test
        void letsPoliteProcessesCleanUp(@TempDir Path folder) {
            Path note = folder.resolve("note");
            ProcessRegistry registry = ProcessRegistry.open();
            BackgroundProcess polite = registry.start(
                    "trap 'echo bye > " + note + "; exit 0' TERM; echo ready; while :; do sleep 0.01; done");
            polite.expect("ready");

            registry.close();

            assertThat(note).hasContent("bye");
            assertThat(polite.exitStatus()).contains(new ExitStatus.Exited(0));
        }

        @Test
        void keepsOutputReadable() {
            ProcessRegistry registry = ProcessRegistry.open(AT_ONCE);
            BackgroundProcess process = registry.start("echo hello; sleep 1000");
            process.expect("hello");

            registry.close();

            assertThat(process.output().text()).isEqualTo("hello\n");
        }

        @Test
        void refusesNewStarts() {
            ProcessRegistry registry = ProcessRegistry.open(AT_ONCE.withName("GreeterTests.greets()"));
            registry.close();

            assertThatThrownBy(() -> registry.start("echo too late"))
                    .isInstanceOf(RegistryClosedException.class)
                    .hasMessage("Failed to start [echo]: the registry of [GreeterTests.greets()] is closed; "
                            + "start processes before the end of the scope that owns them");
        }

        @Test
        void happensOnce() {
            ProcessRegistry registry = ProcessRegistry.open(AT_ONCE);
            registry.start(Command.of("sleep", "1000"));

            KillReport first = registry.end();

            assertThat(registry.end()).isSameAs(first);
        }

        @Test
        @Tag("thorough")
        void missesNoneOfThoseStartedAtTheSameTime() throws Exception {
            ExecutorService starters = Executors.newFixedThreadPool(8);
            try {
                for (int round = 0; round < 10; round++) {
                    ProcessRegistry registry = ProcessRegistry.open(AT_ONCE);
                    List<Future<Long>> started = new ArrayList<>();
                    for (int i = 0; i < 16; i++) {
                        started.add(starters.submit(
                                () -> registry.start("sleep 1000").pid()));
                    }
                    started.get(round).get();
                    registry.close();

                    for (Future<Long> start : started) {
                        assertThat(pidIfStarted(start)).noneMatch(LiveProcesses::isAlive);
                    }
                }
            } finally {
                starters.shutdown();
            }
        }

        private List<Long> pidIfStarted(Future<Long> start) throws InterruptedException {
            try {
                return List.of(start.get());
            } catch (ExecutionException e) {
                assertThat(e.getCause()).isInstanceOf(RegistryClosedException.class);
                return List.of();
            }
        }

        @Test
        void isNotCutShortByAnInterrupt() {
            ProcessRegistry registry = ProcessRegistry.open(AT_ONCE);
            BackgroundProcess process = registry.start("trap '' TERM; echo ready; sleep 1000; sleep 1000");
            process.expect("ready");

            Thread.currentThread().interrupt();
            registry.close();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(LiveProcesses.isAlive(process.pid())).isFalse();
        }
    }

    @Nested
    class Directory {

        @Test
        void isPrivateAndDeletedWithAllThatIsInIt() throws IOException {
            ProcessRegistry registry = ProcessRegistry.open(AT_ONCE);
            Path directory = registry.createDirectory();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
            Files.createDirectories(directory.resolve("a/b"));
            Files.writeString(directory.resolve("a/b/file"), "content");
            registry.start(Command.shell("mkfifo a/fifo; chmod 000 a/b").inDirectory(directory))
                    .waitFor();

            registry.close();

            assertThat(directory).doesNotExist();
        }

        @Test
        void isDeletedWithoutFollowingLinks(@TempDir Path elsewhere) throws IOException {
            Path precious = Files.writeString(elsewhere.resolve("precious"), "content");
            ProcessRegistry registry = ProcessRegistry.open(AT_ONCE);
            Files.createSymbolicLink(registry.createDirectory().resolve("link"), elsewhere);
            Files.createSymbolicLink(registry.createDirectory().resolve("dangling"), Path.of("/no/such/file"));

            registry.close();

            assertThat(precious).hasContent("content");
        }

        @Test
        void isNotMadeUnlessItIsAskedFor() {
            ProcessRegistry registry = ProcessRegistry.open();
            registry.close();

            assertThatThrownBy(registry::createDirectory).isInstanceOf(RegistryClosedException.class);
        }
    }

    @Nested
    class BadInput {

        @Test
        void programThatIsNotInThePath(ProcessRegistry registry) {
            assertThatThrownBy(() -> registry.start(
                            Command.of("no-such-program", "--help").withEnv("PATH", "/bin:/usr/bin")))
                    .isInstanceOf(SpawnException.class)
                    .hasMessage("""
                            Failed to start [no-such-program]: program not found in PATH
                              PATH:         /bin:/usr/bin
                              command:      no-such-program --help
                              next:         install the program, or pass its full path""");
        }

        @Test
        void programThatDoesNotExist(ProcessRegistry registry) {
            assertThatThrownBy(() -> registry.start(Command.of("/no/such/program")))
                    .isInstanceOf(SpawnException.class)
                    .hasMessage("""
                            Failed to start [program]: program does not exist
                              program:      /no/such/program
                              command:      /no/such/program
                              next:         check the path""");
        }

        @Test
        void programWithoutExecuteBit(ProcessRegistry registry) throws IOException {
            Path file = Files.writeString(registry.createDirectory().resolve("script.sh"), "echo hi");

            assertThatThrownBy(() -> registry.start(Command.of(file.toString())))
                    .isInstanceOf(SpawnException.class)
                    .hasMessage("""
                            Failed to start [script.sh]: program is not executable
                              program:      %1$s
                              command:      %1$s
                              next:         run chmod +x on it, or pass it to its interpreter""".formatted(file));
        }

        @Test
        void programThatIsADirectory(ProcessRegistry registry) {
            assertThatThrownBy(() -> registry.start(Command.of("/tmp")))
                    .isInstanceOf(SpawnException.class)
                    .hasMessageStartingWith("Failed to start [tmp]: program is a directory");
        }

        @Test
        void workingDirectoryThatDoesNotExist(ProcessRegistry registry) {
            assertThatThrownBy(() -> registry.start(Command.of("pwd").inDirectory(Path.of("/no/such/folder"))))
                    .isInstanceOf(SpawnException.class)
                    .hasMessage("""
                            Failed to start [pwd]: working directory does not exist
                              directory:    /no/such/folder
                              command:      pwd
                              next:         create the directory before the start""");
        }

        @Test
        void workingDirectoryThatIsAFile(ProcessRegistry registry) throws IOException {
            Path file = Files.writeString(registry.createDirectory().resolve("file"), "");

            assertThatThrownBy(() -> registry.start(Command.of("pwd").inDirectory(file)))
                    .isInstanceOf(SpawnException.class)
                    .hasMessageStartingWith("Failed to start [pwd]: working directory is not a directory");
        }

        @Test
        void argumentsThatAreTooLong(ProcessRegistry registry) {
            assertThatThrownBy(() -> registry.start(Command.of("echo", "x".repeat(3_000_000))))
                    .isInstanceOf(SpawnException.class)
                    .hasMessageStartingWith("Failed to start [echo]: ")
                    .message()
                    .containsIgnoringCase("argument list too long");
            assertThat(registry.processes()).isEmpty();
        }

        @Test
        void interpreterThatDoesNotExist(ProcessRegistry registry) throws IOException {
            Path script = script(registry, "#!/no/such/interpreter\n");

            for (Command command : List.of(
                    Command.of(script.toString()), Command.of(script.toString()).inTerminal())) {
                assertThatThrownBy(() -> registry.start(command))
                        .isInstanceOf(SpawnException.class)
                        .hasMessage("""
                                Failed to start [script]: interpreter of the program cannot be run: /no/such/interpreter
                                  program:      %1$s
                                  command:      %1$s
                                  next:         install it, or correct the first line of the program""".formatted(script));
            }
            assertThat(registry.processes()).isEmpty();
        }

        @Test
        void programThatIsBeingWritten(ProcessRegistry registry) throws IOException {
            Requirement.available(Containment.GUARD); // Without the guard, the error of the kernel is not reported.
            Path program = Files.copy(
                    Path.of("/bin/true").toRealPath(),
                    registry.createDirectory().resolve("program"));
            assertThat(program.toFile().setExecutable(true)).isTrue();

            try (RandomAccessFile writer = new RandomAccessFile(program.toFile(), "rw")) {
                assertThat(writer.length()).isPositive();
                assertThatThrownBy(() -> registry.start(Command.of(program.toString())))
                        .isInstanceOf(SpawnException.class)
                        .hasMessageStartingWith(
                                "Failed to start [program]: program cannot be executed: another process has it open for writing");
            }
            assertThat(registry.start(Command.of(program.toString())).waitFor()).isEqualTo(new ExitStatus.Exited(0));
        }

        private static Path script(ProcessRegistry registry, String text) throws IOException {
            Path script = Files.writeString(registry.createDirectory().resolve("script"), text);
            assertThat(script.toFile().setExecutable(true)).isTrue();
            return script;
        }
    }

    @Nested
    class TheProgram {

        private static Path program(Path file, String says) throws IOException {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "#!/bin/sh\necho " + says + " $0\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
            return file;
        }

        private static String output(BackgroundProcess process) {
            assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(0));
            return process.output().text();
        }

        @Test
        void isTheOneThatAShellWouldRunNow(ProcessRegistry registry) throws IOException {
            Path real = program(registry.createDirectory().resolve("b/tool"), "real");
            Path fake = registry.createDirectory().resolve("a/tool");
            Command command =
                    Command.of("tool").withEnv("PATH", fake.getParent() + ":" + real.getParent() + ":/bin:/usr/bin");
            assertThat(output(registry.start(command))).isEqualTo("real " + real + "\n");

            program(fake, "fake");

            assertThat(output(registry.start(command))).isEqualTo("fake " + fake + "\n");
        }

        @Test
        void ofARelativeEntryIsThatOfTheDirectory(ProcessRegistry registry) throws IOException {
            Path one = program(registry.createDirectory().resolve("one/bin/tool"), "one")
                    .getParent()
                    .getParent();
            Path two = program(registry.createDirectory().resolve("two/bin/tool"), "two")
                    .getParent()
                    .getParent();
            Command command = Command.of("tool").withEnv("PATH", "bin:/bin:/usr/bin");

            assertThat(output(registry.start(command.inDirectory(one)))).isEqualTo("one bin/tool\n");
            assertThat(output(registry.start(command.inDirectory(two)))).isEqualTo("two bin/tool\n");
        }

        /** The folder above that which a link leads to is not the one in which the link is. */
        @Test
        void isThatOfThePathAsItIsWritten(ProcessRegistry registry) throws IOException {
            program(registry.createDirectory().resolve("tool"), "wrong");
            program(registry.createDirectory().resolve("far/tool"), "right");
            Path away = Files.createDirectory(registry.createDirectory().resolve("far/away"));
            Path link = Files.createSymbolicLink(registry.createDirectory().resolve("link"), away);

            assertThat(output(registry.start(Command.of("../tool").inDirectory(link))))
                    .isEqualTo("right ../tool\n");
        }
    }

    @Test
    void servesManyProcessesAtOnce(ProcessRegistry registry) {
        List<BackgroundProcess> cats = IntStream.range(0, 100)
                .mapToObj(i -> registry.start(Command.of("cat")))
                .toList();
        IntStream.range(0, 100).forEach(i -> cats.get(i).submit("to " + i));

        IntStream.range(0, 100)
                .forEach(i -> assertThat(cats.get(i)
                                .expect(Pattern.compile("to (\\d+)\n"))
                                .group(1))
                        .isEqualTo(Integer.toString(i)));
    }
}
