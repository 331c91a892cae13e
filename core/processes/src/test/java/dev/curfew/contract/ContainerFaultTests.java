package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.BackgroundProcess;
import dev.curfew.EnteredSandbox;
import dev.curfew.ProcessRegistry;
import dev.curfew.diagnosis.FileTransferException;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.SandboxGoneException;
import dev.curfew.expect.Expectation;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.sandbox.AttachedSandbox;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.ContainerEngine;
import dev.curfew.sandbox.fixture.HostProcesses;
import dev.curfew.sandbox.fixture.OwnEngine;
import dev.curfew.sandbox.fixture.TestContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Containers that other tools control too. */
@Tag("thorough")
@Tag("any-jdk")
class ContainerFaultTests extends FaultTestCase {

    @BeforeEach
    void requireDocker() {
        ContainerEngine.DOCKER.require();
    }

    private static ProcessRegistry inContainer() {
        return ProcessRegistry.open(OPTIONS.withSandbox(Sandbox.docker(ContainerEngine.DOCKER.busybox())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill", "rm --force", "stop --time 0"})
    void tellsThatAContainerIsGone(String what) {
        ProcessRegistry scope = inContainer();
        String number = HostProcesses.uniqueNumber();
        String container = InSandbox.outputOf(scope.start("hostname")).strip();
        BackgroundProcess process = startTree(scope, number);

        run(("docker " + what + " " + container).split(" ", -1));

        assertThat(process.waitFor()).isNotInstanceOf(ExitStatus.Exited.class);
        assertThatThrownBy(() -> scope.start("exit 0"))
                .isInstanceOf(SandboxGoneException.class)
                .hasMessageContaining("can no longer be reached");
        KillReport report = scope.end();
        assertThat(report.isClean()).as(report.diagnosis().render()).isTrue();
        assertThat(HostProcesses.alive(number)).isEmpty();
        assertThat(run("docker", "ps", "--all", "--quiet", "--filter", "id=" + container))
                .isEmpty();
    }

    @Test
    void endsAContainerThatIsPaused() {
        ProcessRegistry scope = inContainer();
        String number = HostProcesses.uniqueNumber();
        String container = InSandbox.outputOf(scope.start("hostname")).strip();
        startTree(scope, number);
        pause(container);

        KillReport report = scope.end();

        assertThat(report.isClean()).as(report.diagnosis().render()).isTrue();
        requireNothingLeft(number, container);
    }

    @Test
    void removesAContainerThatIsPausedAndDoesNotAnswer() {
        ProcessRegistry scope = inContainer();
        String number = HostProcesses.uniqueNumber();
        String container = InSandbox.outputOf(scope.start("hostname")).strip();
        startTree(scope, number);
        List<String> ours = HostProcesses.with(container, "cgroup").stream()
                .map(String::valueOf)
                .toList();
        signal("STOP", ours);
        pause(container);

        KillReport report = scope.end();

        assertThat(report.isClean()).as(report.diagnosis().render()).isTrue();
        requireNothingLeft(number, container);
    }

    @Test
    void removesAContainerThatIsPausedWhenTheJvmIsKilled() {
        String number = HostProcesses.uniqueNumber();
        BackgroundProcess jvm = here.start(OtherJvm.thatStarts(
                Sandbox.docker(ContainerEngine.DOCKER.busybox()), "hostname; echo up; exec sleep \"$1\"", number));
        String container = jvm.expect(Expectation.regex("([0-9a-f]{12})\nup\n")).group(1);
        jvm.expect("guard is ");
        pause(container);

        ProcessHandle.of(jvm.pid()).orElseThrow().destroyForcibly();
        jvm.waitFor();

        HostProcesses.awaitNone(number, BOUND);
        await().atMost(BOUND).untilAsserted(() -> requireNothingLeft(number, container));
    }

    /** Not while a process is being started in it: the engine would wait for that frozen start and answer no request. */
    private void pause(String container) {
        await().atMost(BOUND)
                .until(
                        () -> commandLinesIn(container),
                        lines -> lines.stream().anyMatch(line -> line.contains("/guard\0series\0"))
                                && lines.stream().noneMatch(line -> line.startsWith("runc")));
        run("docker", "pause", container);
    }

    private static List<String> commandLinesIn(String container) {
        return HostProcesses.with(container, "cgroup").stream()
                .map(HostProcesses::commandLine)
                .toList();
    }

    private void signal(String name, List<String> pids) {
        List<String> argv = new ArrayList<>(List.of("kill", "-" + name));
        argv.addAll(pids);
        run(argv.toArray(String[]::new));
    }

    private void requireNothingLeft(String number, String container) {
        assertThat(HostProcesses.alive(number)).isEmpty();
        assertThat(HostProcesses.with(container, "cgroup")).isEmpty();
        assertThat(run("docker", "ps", "--all", "--quiet", "--filter", "id=" + container))
                .isEmpty();
    }

    @Test
    void goesOnWithoutAClient() {
        try (TestContainer container = ContainerEngine.DOCKER.start();
                ProcessRegistry scope =
                        ProcessRegistry.open(OPTIONS.withSandbox(Sandbox.dockerContainer(container.name())))) {
            String number = HostProcesses.uniqueNumber();
            BackgroundProcess process = startTree(scope, number);

            killClientsOfCommands(container);

            assertThat(process.waitFor()).isInstanceOf(ExitStatus.Lost.class);
            assertThat(InSandbox.outputOf(scope.start("echo fine"))).isEqualTo("fine\n");
            process.kill();
            assertThat(HostProcesses.alive(number)).isEmpty();
        }
    }

    private void killClientsOfCommands(TestContainer container) {
        List<Long> clients = HostProcesses.alive("exec\0-i\0" + container.name()).stream()
                .filter(pid -> HostProcesses.commandLine(pid).contains("/guard\0series\0"))
                .toList();
        assertThat(clients).isNotEmpty();
        clients.forEach(pid -> run("kill", "-KILL", pid.toString()));
    }

    @Test
    void endsAllWithoutItsWarden() {
        try (TestContainer container = ContainerEngine.DOCKER.start()) {
            ProcessRegistry scope =
                    ProcessRegistry.open(OPTIONS.withSandbox(Sandbox.dockerContainer(container.name())));
            String number = HostProcesses.uniqueNumber();
            BackgroundProcess process = startTree(scope, number);
            String warden = InSandbox.outputOf(scope.start(
                            "guard=" + InSandbox.GUARD + "; read -r owner <\"${guard%/*}/owner\"; echo ${owner%% *}"))
                    .strip();

            run("docker", "exec", container.name(), "kill", "-KILL", warden);

            HostProcesses.awaitNone(number, BOUND);
            assertThat(process.waitFor()).isNotInstanceOf(ExitStatus.Exited.class);
            assertThatThrownBy(() -> scope.start("exit 0")).isInstanceOf(SandboxGoneException.class);
            KillReport report = scope.end();
            assertThat(report.isClean()).as(report.diagnosis().render()).isTrue();
        }
    }

    @Test
    void tellsThatTheEngineIsGone() {
        try (OwnEngine engine = OwnEngine.start()) {
            Sandbox container = new AttachedSandbox(engine.client(), engine.startContainer());
            ProcessRegistry scope = ProcessRegistry.open(OPTIONS.withSandbox(container));
            String number = HostProcesses.uniqueNumber();
            BackgroundProcess process = startTree(scope, number);

            engine.kill();

            assertThat(process.waitFor()).isInstanceOf(ExitStatus.Lost.class);
            assertThatThrownBy(() -> scope.start("exit 0"))
                    .isInstanceOf(SandboxGoneException.class)
                    .hasMessageContaining("can no longer be reached");
            engine.restart();
            KillReport report = scope.end();
            assertThat(report.isClean()).as(report.diagnosis().render()).isTrue();
            assertThat(HostProcesses.alive(number)).isEmpty();
        }
    }

    @Test
    void startsSixtyFourAtOnce() {
        try (ProcessRegistry scope = inContainer()) {
            requireManyAtOnce(scope, 64);
        }
    }

    @Test
    void leavesNoHalfOfAFileWhereTheDiskIsFull(@TempDir Path folder) throws IOException {
        Sandbox sandbox =
                Sandbox.docker(ContainerEngine.DOCKER.busybox()).withOptions("--tmpfs", "/small:size=1m,mode=1777");
        Path large = Files.write(folder.resolve("large"), new byte[5_000_000]);
        Path little = Files.writeString(folder.resolve("little"), "text");
        try (ProcessRegistry scope = ProcessRegistry.open(OPTIONS.withSandbox(sandbox))) {
            EnteredSandbox place = scope.enterSandbox();

            assertThatThrownBy(() -> place.put(large, "/small/file"))
                    .isInstanceOf(FileTransferException.class)
                    .hasMessageStartingWith("Failed to put " + large + " as /small/file into ")
                    .hasMessageContaining("No space left on device");

            assertThat(InSandbox.outputOf(scope.start("ls -A /small"))).isEmpty();
            place.put(little, "/small/file");
            assertThat(InSandbox.outputOf(scope.start("cat /small/file"))).isEqualTo("text");
        }
    }

    @Test
    void startsAndEndsWhereTheDiskIsFull() {
        Sandbox sandbox = Sandbox.docker(ContainerEngine.DOCKER.busybox())
                .withOptions("--read-only", "--tmpfs", "/tmp:exec,size=1m,mode=1777");
        try (ProcessRegistry scope = ProcessRegistry.open(OPTIONS.withSandbox(sandbox))) {
            BackgroundProcess filling = scope.start("cat /dev/zero >/tmp/full");
            filling.waitFor();
            assertThat(filling.output().text()).contains("No space left on device");
            String number = HostProcesses.uniqueNumber();
            BackgroundProcess process = startTree(scope, number);

            process.kill();

            assertThat(HostProcesses.alive(number)).isEmpty();
        }
    }

    @Test
    void saysThatNothingFitsIntoTheSandbox() {
        Sandbox sandbox = Sandbox.docker(ContainerEngine.DOCKER.busybox())
                .withOptions("--user", "65534", "--read-only", "--tmpfs", "/tmp:exec,size=4k,mode=1777");

        assertThat(whatIsSaidInsteadOfEntering(sandbox)).contains("/tmp: cannot write");
    }

    @Test
    void saysThatAnImageIsMissing() {
        assertThat(whatIsSaidInsteadOfEntering(Sandbox.docker("localhost/no-such-image")))
                .contains("Failed to enter docker:localhost/no-such-image: ", "next:         build or pull that image");
    }

    @Test
    void saysThatAnImageHasNoShell() {
        String image = "localhost/curfew-test/no-shell";
        run(
                "sh",
                "-c",
                "mkdir \"$0/root\" && echo >\"$0/root/file\" && tar -C \"$0/root\" -c . | docker import - " + image,
                here.createDirectory().toString());

        assertThat(whatIsSaidInsteadOfEntering(Sandbox.docker(image)))
                .contains("sh", "next:         use an image that has sh");
        run("docker", "rmi", image);
    }

    @Test
    void saysThatAContainerIsMissing() {
        assertThat(whatIsSaidInsteadOfEntering(Sandbox.dockerContainer("no-such-container")))
                .contains("no-such-container", "next:         start that container, or check its name");
    }

    @Test
    void saysThatNoFolderIsOfUse() {
        Sandbox sandbox = Sandbox.docker(ContainerEngine.DOCKER.busybox())
                .withOptions("--user", "65534", "--tmpfs", "/tmp:noexec,mode=1777", "--read-only");

        assertThat(whatIsSaidInsteadOfEntering(sandbox)).contains("/tmp");
    }

    @Test
    void saysThatNoEngineAnswers() {
        BackgroundProcess jvm = here.start(OtherJvm.thatStarts(Sandbox.docker("image"), "exit 0", "argument")
                .withEnv("DOCKER_HOST", "unix:///no-such-socket"));

        assertThat(jvm.waitFor()).isEqualTo(new ExitStatus.Exited(1));
        assertThat(jvm.output().text())
                .contains("SandboxUnavailableException: Failed to enter docker:image: ")
                .contains("next:         start the engine, or point DOCKER_HOST or a context to one");
    }

    @Test
    void saysThatItsProgramIsNotInstalled() {
        Command command = OtherJvm.thatStarts(Sandbox.docker("image"), "exit 0", "argument");
        BackgroundProcess jvm = here.start(command.withEnv("PATH", "/no-such-folder"));

        assertThat(jvm.waitFor()).isEqualTo(new ExitStatus.Exited(1));
        assertThat(jvm.output().text())
                .contains("SandboxUnavailableException: Failed to enter ")
                .contains("next:         install [docker], or use another sandbox");
    }
}
