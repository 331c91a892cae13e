package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.Survivor;
import dev.curfew.process.Command;
import dev.curfew.process.Containment;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.Signal;
import dev.curfew.process.TerminalSize;
import dev.curfew.sandbox.fixture.Patience;
import dev.curfew.terminal.Key;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(OwnScope.class)
class NamespaceTests {

    private static final RegistryOptions OPTIONS =
            RegistryOptions.DEFAULT.withContainment(Containment.NAMESPACE).withTimeout(Patience.LIMIT);

    private final ProcessRegistry registry = ProcessRegistry.open(OPTIONS.withKillPolicy(KillPolicy.AT_ONCE));

    @BeforeEach
    void requireNamespaces() {
        Requirement.available(Containment.NAMESPACE);
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void showsACommandOnlyItsOwnProcesses() {
        BackgroundProcess command = registry.start("echo my pid $$; cat /proc/[0-9]*/comm");

        assertThat(command.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(command.output().text()).matches("my pid 2\n[^\n]+\nsh\n");
    }

    /** The first process of the namespace descends from this JVM, and root may read its memory. */
    @Test
    void hidesVariablesThatAreWithheld() {
        BackgroundProcess command =
                registry.start(Command.shell("tr '\\0' '\\n' </proc/1/environ").withoutEnv("PATH"));

        assertThat(command.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(command.output().text()).doesNotContain("PATH=" + System.getenv("PATH"));
    }

    @Test
    void tellsCodesAndSignalsExactly() {
        assertThat(registry.start("exit 0").waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(registry.start("(sleep 0.2 &); exit 143").waitFor()).isEqualTo(new ExitStatus.Exited(143));
        assertThat(registry.start("kill -SEGV $$").waitFor()).isEqualTo(new ExitStatus.Signaled(Signal.SEGV));
        assertThat(registry.start("kill -KILL $$").waitFor()).isEqualTo(new ExitStatus.Signaled(Signal.KILL));
    }

    @Test
    @Tag("thorough")
    void tellsTheCodesOfManyExactly() {
        IntStream.range(0, 50)
                .parallel()
                .forEach(code ->
                        assertThat(registry.start("exit " + code).waitFor()).isEqualTo(new ExitStatus.Exited(code)));
    }

    @Test
    void takesSignalsLikeEverywhere() {
        BackgroundProcess sleeper = registry.start(Command.of("sleep", "1000"));
        sleeper.signal(Signal.TERM);
        assertThat(sleeper.waitFor()).isEqualTo(new ExitStatus.Signaled(Signal.TERM));

        BackgroundProcess polite =
                registry.start("trap 'echo bye; exit 3' TERM; echo ready; while :; do sleep 0.05; done");
        polite.expect("ready");
        polite.signal(Signal.TERM);
        assertThat(polite.waitFor()).isEqualTo(new ExitStatus.Exited(3));
        assertThat(polite.output().text()).endsWith("bye\n");
    }

    @Test
    void givesTheCommandItsTerminal() {
        BackgroundProcess shell =
                registry.start(Command.of("sh", "-c", "tty; stty size; cat").inTerminal(new TerminalSize(101, 37)));

        assertThat(shell.expect(Pattern.compile("(/dev/.+)\\s+37 101")).group(1))
                .startsWith("/dev/pts/");
        shell.submit(
                "ready"); // A shell that has caught a signal loses it when it replaces itself with its last command.
        shell.expect("ready\nready\n");
        shell.press(Key.CTRL_C);
        assertThat(shell.waitFor()).isEqualTo(new ExitStatus.Signaled(Signal.INT));
    }

    @Test
    void asksPolitelyFirst() {
        try (ProcessRegistry patient = ProcessRegistry.open(OPTIONS)) {
            BackgroundProcess command =
                    patient.start("trap 'echo bye; exit 3' TERM; echo ready; while :; do sleep 0.05; done");
            command.expect("ready");

            KillReport report = patient.end();

            assertThat(report.trees())
                    .singleElement()
                    .satisfies(tree -> assertThat(tree.killed()).isZero());
            assertThat(command.output().text()).endsWith("bye\n");
        }
    }

    @Test
    void endsADaemonWithItsScope() {
        BackgroundProcess command =
                registry.start("(setsid sh -c 'trap \"\" TERM; echo up; sleep 1000; :' &); sleep 0.1");
        command.expect("up");
        assertThat(command.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        await().until(() -> registry.daemons().size() == 1);
        Survivor daemon = registry.daemons().get(0);

        KillReport report = registry.end();

        assertThat(report.survivors()).isEmpty();
        assertThat(report.trees())
                .singleElement()
                .satisfies(tree -> assertThat(tree.killed()).isEqualTo(2));
        assertThat(LiveProcesses.isAlive(daemon.identity().pid())).isFalse();
    }

    @Test
    void endsAllWithTheGuard() {
        BackgroundProcess command = registry.start("setsid sleep 1000 & echo up; wait");
        command.expect("up");
        ProcessHandle init =
                ProcessHandle.of(command.pid()).flatMap(ProcessHandle::parent).orElseThrow();
        ProcessHandle guard = init.parent().orElseThrow();

        guard.destroyForcibly();

        await().until(() -> !LiveProcesses.isAlive(command.pid()) && !LiveProcesses.isAlive(init.pid()));
        assertThat(command.waitFor()).isInstanceOf(ExitStatus.Lost.class);
    }

    @Test
    void saysThatTheCommandWasKilledWithItsNamespace() {
        BackgroundProcess command = registry.start("sleep 1000");
        ProcessHandle init =
                ProcessHandle.of(command.pid()).flatMap(ProcessHandle::parent).orElseThrow();

        init.destroyForcibly();

        assertThat(command.waitFor()).isEqualTo(new ExitStatus.Signaled(Signal.KILL));
    }

    @Test
    void killsStoppedProcesses() {
        BackgroundProcess command = registry.start("echo up; kill -STOP $$");
        command.expect("up");
        Optional<ProcessHandle> init = ProcessHandle.of(command.pid()).flatMap(ProcessHandle::parent);
        BackgroundProcess stopper = registry.start("kill -STOP 1; echo done");
        stopper.expect("done");

        assertThat(command.kill()).isNotNull();
        assertThat(init)
                .hasValueSatisfying(handle ->
                        assertThat(LiveProcesses.isAlive(handle.pid())).isFalse());
    }

    @Test
    void worksWithoutPrivileges(ProcessRegistry outer, @TempDir Path folder) throws Exception {
        Requirement.rootAndSetpriv();
        BackgroundProcess jvm = outer.start(new UnprivilegedJvm(folder).running(RunsInNamespaces.class, ""));

        assertThat(jvm.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(jvm.output().text()).isEqualTo("""
                        my pid 2, user 65534
                        Exited[code=7]
                        survivors []
                        alive false
                        """);
    }

    @Test
    void endsAllWithTheJvm(ProcessRegistry outer) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        BackgroundProcess jvm = outer.start(
                Command.of(java, "-cp", System.getProperty("java.class.path"), WaitsInNamespaces.class.getName()));
        long daemon =
                Long.parseLong(jvm.expect(Pattern.compile("daemon (\\d+)")).group(1));
        assertThat(LiveProcesses.isAlive(daemon)).isTrue();

        ProcessHandle.of(jvm.pid()).orElseThrow().destroyForcibly();

        await().until(() -> !LiveProcesses.isAlive(daemon));
    }

    /** In a user namespace in which PID namespaces are not allowed. */
    @Test
    void saysWhereTheyAreNotPermitted(ProcessRegistry outer) {
        Requirement.rootAndSetpriv();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        BackgroundProcess jvm = outer.start(Command.of(
                "unshare",
                "--user",
                "--map-root-user",
                "sh",
                "-c",
                "echo 0 > /proc/sys/user/max_pid_namespaces && exec \"$@\"",
                "sh",
                java,
                "-cp",
                System.getProperty("java.class.path"),
                RunsInNamespaces.class.getName()));

        assertThat(jvm.waitFor()).isEqualTo(new ExitStatus.Exited(1));
        assertThat(jvm.output().text())
                .contains("ContainmentException: Required containment NAMESPACE is not available:"
                        + " cannot make a PID namespace: errno 28")
                .contains("next:         run the tests as root outside of a container");
    }

    static final class WaitsInNamespaces {

        private WaitsInNamespaces() {}

        public static void main(String[] arguments) {
            ProcessRegistry registry = ProcessRegistry.open(OPTIONS);
            BackgroundProcess command = registry.start("(setsid sleep 1000 &); sleep 0.1; echo up; sleep 1000");
            command.expect("up");
            System.out.println("daemon " + registry.daemons().get(0).identity().pid());
            command.waitFor(Duration.ofMinutes(5));
        }
    }

    static final class RunsInNamespaces {

        private RunsInNamespaces() {}

        public static void main(String[] arguments) {
            ProcessRegistry registry = ProcessRegistry.open(OPTIONS.withKillPolicy(KillPolicy.AT_ONCE));
            BackgroundProcess command =
                    registry.start("echo my pid $$, user $(id -u); (setsid sleep 1000 &); sleep 0.1; exit 7");
            ExitStatus status = command.waitFor();
            long daemon = registry.daemons().get(0).identity().pid();
            System.out.print(command.output().text());
            System.out.println(status);
            System.out.println("survivors " + registry.end().survivors());
            System.out.println("alive " + LiveProcesses.isAlive(daemon));
        }
    }
}
