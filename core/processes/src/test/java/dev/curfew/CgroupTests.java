package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.process.Command;
import dev.curfew.process.Containment;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.Resource;
import dev.curfew.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(OwnScope.class)
class CgroupTests {

    private static final Pattern PID = Pattern.compile("pid (\\d+)");
    private static final RegistryOptions OPTIONS =
            RegistryOptions.DEFAULT.withContainment(Containment.CGROUP).withKillPolicy(KillPolicy.AT_ONCE);

    @BeforeEach
    void requireCgroups() {
        Requirement.available(Containment.CGROUP);
    }

    private static long pidPrintedBy(BackgroundProcess process) {
        return Long.parseLong(process.expect(PID).group(1));
    }

    @Test
    void holdsADaemonAndIsGoneAfterwards() throws Exception {
        try (ProcessRegistry registry = ProcessRegistry.open(OPTIONS)) {
            BackgroundProcess command = registry.start("setsid sh -c 'echo pid $$; exec sleep 1000' & wait");
            long daemon = pidPrintedBy(command);
            Path cgroup = cgroupOf(daemon);

            assertThat(cgroup)
                    .isEqualTo(cgroupOf(command.pid()))
                    .isNotEqualTo(cgroupOf(ProcessHandle.current().pid()));
            assertThat(cgroup.getParent()).isEqualTo(ofThisSession());

            KillReport report = registry.end();

            assertThat(report.survivors()).isEmpty();
            assertThat(report.trees())
                    .singleElement()
                    .satisfies(tree -> assertThat(tree.killed()).isEqualTo(2));
            assertThat(LiveProcesses.isAlive(daemon)).isFalse();
            assertThat(cgroup).doesNotExist();
        }
    }

    @Test
    void isOnePerCommand() {
        try (ProcessRegistry registry = ProcessRegistry.open(OPTIONS)) {
            BackgroundProcess first = registry.start("sleep 1000");
            BackgroundProcess second =
                    registry.start(Command.of("sleep", "1000").inTerminal());
            Path cgroup = cgroupOf(second.pid());

            first.kill();

            assertThat(second.isRunning()).isTrue();
            assertThat(cgroup).exists();
        }
    }

    /** The controllers may belong to version 1, or to a cgroup above. */
    @Test
    void limitsItsProcessesOrStartsNothing() throws Exception {
        Command forks = Command.shell("for i in 1 2 3 4 5 6 7 8; do sleep 1000 & done; echo all")
                .withLimit(Resource.PROCESSES, 5);
        try (ProcessRegistry registry = ProcessRegistry.open(OPTIONS)) {
            if (Files.readString(Path.of(mount(), "cgroup.controllers")).contains("pids")) {
                BackgroundProcess limited = registry.start(forks);
                assertThat(limited.waitFor()).isNotEqualTo(new ExitStatus.Exited(0));
                assertThat(limited.output().text()).doesNotContain("all");
            } else {
                assertThatThrownBy(() -> registry.start(forks))
                        .isInstanceOf(SpawnException.class)
                        .hasMessageContainingAll("the controller [pids] is not available below", "next:");
                assertThat(registry.running()).isEmpty();
            }
        }
    }

    /** The effect of the limit is not tested: with swap, the system may do nothing for a long time. */
    @Test
    void limitsItsMemoryOrStartsNothing() throws Exception {
        Command limited = Command.of("sleep", "1000").withLimit(Resource.MEMORY_BYTES, 64 << 20);
        try (ProcessRegistry registry = ProcessRegistry.open(OPTIONS)) {
            if (Files.readString(Path.of(mount(), "cgroup.controllers")).contains("memory")) {
                Path cgroup = cgroupOf(registry.start(limited).pid());
                assertThat(cgroup.resolve("memory.max")).hasContent(Integer.toString(64 << 20));
            } else {
                assertThatThrownBy(() -> registry.start(limited))
                        .isInstanceOf(SpawnException.class)
                        .hasMessageContainingAll("the controller [memory] is not available below", "next:");
                assertThat(registry.running()).isEmpty();
            }
        }
    }

    @Test
    void leavesScopesAloneThatDoNotRequireIt(ProcessRegistry registry) {
        BackgroundProcess command = registry.start("sleep 1000");

        assertThat(cgroupOf(command.pid()))
                .isEqualTo(cgroupOf(ProcessHandle.current().pid()));
    }

    @Test
    void endsOneWhoseGuardWasEnded() {
        try (ProcessRegistry registry = ProcessRegistry.open(OPTIONS)) {
            BackgroundProcess command = registry.start("echo pid $$; sleep 1000 & wait");
            long pid = pidPrintedBy(command);
            ProcessHandle.of(pid).orElseThrow().parent().orElseThrow().destroyForcibly();

            assertThat(registry.end().survivors()).isEmpty();
            assertThat(LiveProcesses.isAlive(pid)).isFalse();
        }
    }

    private static Path cgroupOf(long pid) {
        try {
            String line = Files.readAllLines(Path.of("/proc/" + pid + "/cgroup")).stream()
                    .filter(found -> found.startsWith("0::"))
                    .findFirst()
                    .orElseThrow();
            return Path.of(mount() + line.substring("0::".length())).normalize();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String mount() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/mounts")).stream()
                .map(line -> line.split(" ", -1))
                .filter(fields -> fields[2].equals("cgroup2"))
                .map(fields -> fields[1])
                .findFirst()
                .orElseThrow();
    }

    private static Path ofThisSession() throws IOException {
        return Path.of(
                Files.readString(Session.current().folder().resolve("cgroup")).strip());
    }

    /** As on a desktop or a CI host: the JVM has no privileges, but a cgroup that belongs to its user. */
    @Nested
    class UnprivilegedJvmTests {

        @TempDir
        private Path folder;

        private Path delegated;

        @BeforeEach
        void delegate() throws IOException {
            Requirement.rootAndSetpriv();
            delegated = Files.createDirectory(
                    cgroupOf(ProcessHandle.current().pid()).resolve("curfew-delegated-" + folder.getFileName()));
            chown(delegated);
            chown(delegated.resolve("cgroup.procs"));
        }

        private static void chown(Path path) throws IOException {
            Files.setAttribute(path, "unix:uid", Integer.parseInt(UnprivilegedJvm.UID));
        }

        @AfterEach
        void remove() throws IOException {
            if (delegated != null) {
                Files.writeString(delegated.resolve("cgroup.kill"), "1");
                await().until(() ->
                        Files.readString(delegated.resolve("cgroup.events")).contains("populated 0"));
                try (Stream<Path> left = Files.list(delegated).filter(Files::isDirectory)) {
                    assertThat(left).isEmpty();
                } finally {
                    Files.delete(delegated);
                }
            }
        }

        private String inside() {
            return "echo $$ > " + delegated.resolve("cgroup.procs") + " &&";
        }

        /** A process whose real user is root: no unprivileged process may signal it. */
        private Path programThatBecomesRoot() throws IOException {
            Path program = Files.copy(Path.of("/usr/bin/setpriv"), folder.resolve("become-root"));
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setAttribute(program, "unix:mode", 0104755);
            return program;
        }

        private BackgroundProcess child(ProcessRegistry registry, String before, String level) throws IOException {
            return registry.start(new UnprivilegedJvm(folder)
                    .running(
                            EndsWhatBecameRoot.class,
                            before,
                            programThatBecomesRoot().toString(),
                            level));
        }

        @Test
        void endsWhatRunsAsRoot(ProcessRegistry registry) throws Exception {
            BackgroundProcess jvm = child(registry, inside(), "CGROUP");

            assertThat(jvm.waitFor()).isEqualTo(new ExitStatus.Exited(0));
            assertThat(jvm.output().text()).matches("user 0\nreal user 0\nsurvivors \\[\\]\nalive false\n");
        }

        @Test
        void doesNotEndItWithoutACgroup(ProcessRegistry registry) throws Exception {
            BackgroundProcess jvm = child(registry, inside(), "GUARD");

            assertThat(jvm.waitFor()).isEqualTo(new ExitStatus.Exited(0));
            assertThat(jvm.output().text()).contains("survivors [pid").endsWith("alive true\n");
        }

        @Test
        void saysWhereThereIsNoneToUse(ProcessRegistry registry) throws Exception {
            BackgroundProcess jvm = child(registry, "", "CGROUP");

            assertThat(jvm.waitFor()).isEqualTo(new ExitStatus.Exited(1));
            assertThat(jvm.output().text())
                    .contains("ContainmentException: Required containment CGROUP is not available: ")
                    .contains("cgroup.procs is not writable")
                    .contains("next:         run the tests as root, or in a cgroup");
        }

        private String outputOfASecondStart(ProcessRegistry registry, Change change) throws Exception {
            BackgroundProcess jvm = registry.start(new UnprivilegedJvm(folder).running(StartsTwice.class, inside()));
            jvm.expect("the first has ended");
            change.make();
            jvm.submit("");
            assertThat(jvm.waitFor()).isEqualTo(new ExitStatus.Exited(0));
            return jvm.output().text();
        }

        @Test
        void failsTheStartWhereNoneCanBeMade(ProcessRegistry registry) throws Exception {
            String output = outputOfASecondStart(
                    registry, () -> Files.writeString(delegated.resolve("cgroup.max.descendants"), "0"));

            assertThat(output)
                    .contains("SpawnException: Failed to start [echo]: no cgroup can be made for it: " + delegated)
                    .contains("require less than CGROUP")
                    .contains("cgroups left: 1");
        }

        @Test
        void failsTheStartWhereItCannotBeEntered(ProcessRegistry registry) throws Exception {
            String output = outputOfASecondStart(
                    registry, () -> Files.setAttribute(delegated.resolve("cgroup.procs"), "unix:uid", 0));

            assertThat(output)
                    .contains("SpawnException: Failed to start [echo]: fork failed: permission denied")
                    .contains("  cgroup:       " + delegated)
                    .contains("needs clone3(2); or require less than CGROUP")
                    .contains("cgroups left: 1");
        }

        @Test
        void isEndedByTheWardenWhenTheJvmIsKilled(ProcessRegistry registry) throws Exception {
            BackgroundProcess jvm = registry.start(new UnprivilegedJvm(folder)
                    .running(
                            WaitsWithOneThatBecameRoot.class,
                            inside(),
                            programThatBecomesRoot().toString()));
            long pid = pidPrintedBy(jvm);
            assertThat(LiveProcesses.isAlive(pid)).isTrue();

            ProcessHandle.of(jvm.pid()).orElseThrow().destroyForcibly();

            await().until(() -> !LiveProcesses.isAlive(pid));
            await().untilAsserted(() -> {
                try (Stream<Path> left = Files.list(delegated).filter(Files::isDirectory)) {
                    assertThat(left).isEmpty();
                }
            });
        }
    }

    private interface Change {
        void make() throws IOException;
    }

    private static Command becomingRoot(String program, String line) {
        return Command.of(program, "--reuid", "0", "--regid", "0", "--clear-groups", "sh", "-c", line);
    }

    static final class EndsWhatBecameRoot {

        private EndsWhatBecameRoot() {}

        public static void main(String[] arguments) {
            Containment level = Containment.valueOf(arguments[1]);
            KillPolicy policy = new KillPolicy(Duration.ZERO, Duration.ofSeconds(2));
            ProcessRegistry registry = ProcessRegistry.open(
                    RegistryOptions.DEFAULT.withContainment(level).withKillPolicy(policy));
            BackgroundProcess root = registry.start(becomingRoot(
                    arguments[0], "echo user $(id -u); echo real user $(id -ru); echo pid $$; exec sleep 1000"));
            long pid = pidPrintedBy(root);
            List<String> lines = root.output().text().lines().limit(2).toList();
            System.out.println(String.join("\n", lines));
            System.out.println("survivors " + registry.end().survivors());
            System.out.println("alive " + LiveProcesses.isAlive(pid));
        }
    }

    static final class StartsTwice {

        private StartsTwice() {}

        public static void main(String[] arguments) throws IOException {
            try (ProcessRegistry registry = ProcessRegistry.open(OPTIONS)) {
                registry.start("true").waitFor();
                System.out.println("the first has ended");
                System.in.read();
                try {
                    registry.start("echo started");
                } catch (SpawnException e) {
                    System.out.println(e);
                }
                try (Stream<Path> left = Files.list(ofThisSession()).filter(Files::isDirectory)) {
                    System.out.println("cgroups left: " + left.count());
                }
            }
        }
    }

    static final class WaitsWithOneThatBecameRoot {

        private WaitsWithOneThatBecameRoot() {}

        public static void main(String[] arguments) {
            ProcessRegistry registry = ProcessRegistry.open(OPTIONS);
            BackgroundProcess root =
                    registry.start(becomingRoot(arguments[0], "setsid sh -c 'echo pid $$; exec sleep 1000'"));
            System.out.println("pid " + pidPrintedBy(root));
            root.waitFor(Duration.ofMinutes(5));
        }
    }
}
