package dev.curfew.docs.errors;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.BackgroundProcess;
import dev.curfew.EnteredSandbox;
import dev.curfew.ProcessRegistry;
import dev.curfew.Readiness;
import dev.curfew.diagnosis.FileTransferException;
import dev.curfew.diagnosis.NotReadyException;
import dev.curfew.diagnosis.SandboxGoneException;
import dev.curfew.diagnosis.SandboxUnavailableException;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.docs.checks.Documented;
import dev.curfew.docs.checks.RequiresProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.CharliecloudImage;
import dev.curfew.sandbox.fixture.ContainerEngine;
import dev.curfew.sandbox.fixture.SshServer;
import dev.curfew.sandbox.fixture.TestContainer;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Provokes each failure of a sandbox that a page describes. */
@WithBackgroundProcesses
class SandboxFailuresTests {

    private static final Duration SHORT = Duration.ofMillis(200);

    private ProcessRegistry processes;

    @BeforeEach
    void rememberRegistry(ProcessRegistry registry) {
        processes = registry;
    }

    @Test
    @RequiresProgram("docker")
    void noEngine() {
        BackgroundProcess jvm = processes.start(Command.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WithoutEngine.class.getName())
                .withEnv("DOCKER_HOST", "unix:///no/such/socket"));

        assertThat(jvm).exits().withCode(0);
        Documented.message("no-engine", brief(jvm.output().text().strip()));
    }

    static final class WithoutEngine {

        private WithoutEngine() {}

        public static void main(String[] arguments) {
            try (ProcessRegistry registry = ProcessRegistry.open()) {
                registry.enter(Sandbox.dockerContainer("orders-db"));
            } catch (SandboxUnavailableException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void noImage() {
        ContainerEngine.DOCKER.require();
        Sandbox sandbox = Sandbox.docker("no-such-image").withOptions("--pull", "never");

        assertFails("no-image", SandboxUnavailableException.class, () -> processes.enter(sandbox));
    }

    @Test
    void noImageOfCharliecloud() {
        CharliecloudImage.require();
        Sandbox sandbox = Sandbox.charliecloud("/no/such/image");

        assertFails("no-folder-image", SandboxUnavailableException.class, () -> processes.enter(sandbox));
    }

    @Test
    void noClient() {
        Sandbox sandbox = Sandbox.entering("no-such-program", "inside");

        assertFails("no-client", SandboxUnavailableException.class, () -> processes.enter(sandbox));
    }

    @Test
    void unknownWord() {
        assertFails("unknown-word", IllegalArgumentException.class, () -> Sandbox.parse("doker:debian:12"));
    }

    @Test
    void hostsThatDoNotLetIn() {
        try (SshServer server = SshServer.start()) {
            Path files = server.config().getParent();
            Sandbox known = Sandbox.ssh("127.0.0.1:" + server.port())
                    .withOptions("-F", "none", "-o", "HostKeyAlias=" + server.host(), "-o", "IdentityAgent=none")
                    .withOptions("-o", "IdentitiesOnly=yes", "-o", "IdentityFile=none", "-l", "ci")
                    .withOptions("-o", "UserKnownHostsFile=" + files.resolve("known-hosts"));
            Sandbox unknown = Sandbox.ssh(server.host())
                    .withOptions(
                            "-o",
                            "UserKnownHostsFile=/dev/null",
                            "-F",
                            server.config().toString());

            assertFails(
                    "unknown-host",
                    SandboxUnavailableException.class,
                    () -> processes.enter(unknown),
                    server.host(),
                    "build-7");
            assertFails(
                    "key-refused",
                    SandboxUnavailableException.class,
                    () -> processes.enter(known),
                    "127.0.0.1:" + server.port(),
                    "build-7",
                    "127.0.0.1",
                    "build-7");
        }
    }

    @Test
    void noProgramInTheSandbox() {
        EnteredSandbox container = container();

        assertFails("no-program-there", SpawnException.class, () -> container.start(Command.of("sqlite3", "test.db")));
    }

    @Test
    void containerRemovedByAnother() {
        try (TestContainer made = ContainerEngine.DOCKER.start()) {
            EnteredSandbox database = processes.enter(Sandbox.dockerContainer(made.name()));
            assertThat(database.start("true")).exits().withCode(0);
            assertThat(processes.start(Command.of("docker", "rm", "--force", made.name())))
                    .exits()
                    .withCode(0);

            assertFails("gone", SandboxGoneException.class, () -> database.start("true"), made.name(), "orders-db");
        }
    }

    @Test
    void filesThatCannotBeTransferred() {
        EnteredSandbox container = container();

        assertFails(
                "put-failed",
                FileTransferException.class,
                () -> container.put(Path.of("/etc/hostname"), "/no/such/folder/name"));
        assertFails(
                "put-nothing",
                FileTransferException.class,
                () -> container.put(Path.of("/no/such/program"), "/tmp/program"));
        assertFails(
                "get-failed",
                FileTransferException.class,
                () -> container.get(
                        "/tmp/no-such-log", processes.createDirectory().resolve("log")));
    }

    @Test
    void notReady() {
        EnteredSandbox container = container();
        BackgroundProcess server = container.start(
                Command.shell("echo 'bind: address in use'; exit 1").withName("server"));
        server.waitFor();

        assertFails(
                "not-ready",
                NotReadyException.class,
                () -> container.await(Readiness.port(8080).withTimeout(SHORT)));
        assertFails(
                "not-ready-any-more",
                NotReadyException.class,
                () -> container.await(Readiness.port(8080).whileRunning(server)));
    }

    private EnteredSandbox container() {
        return processes.enter(Sandbox.docker(ContainerEngine.DOCKER.busybox()));
    }

    private static void assertFails(
            String name, Class<? extends Exception> type, ThrowingCallable call, String... replaced) {
        assertThatThrownBy(call).isInstanceOf(type).satisfies(failure -> {
            String message = brief(failure.getMessage());
            for (int i = 0; i < replaced.length; i += 2) {
                message = message.replace(replaced[i], replaced[i + 1]);
            }
            Documented.message(name, message);
        });
    }

    /**
     * Pages show only the beginning of long commands, nothing that docker says of its help, and a short name of an image.
     * Whether a file was still being sent when tar had ended is a matter of time.
     */
    private static String brief(String message) {
        return message.replaceAll("env USER=\\S+ |ch-run\\[\\d+]: | \\(ch_core.*\\)", "")
                .replaceAll("(?m)^(  (?:tried|connection): +\\S+ \\S+) .*?( exited with .*)?$", "$1 ...$2")
                .replaceAll("(?m)^    \\| (.*--help.*)?\\n", "")
                .replaceAll("docker:localhost/\\S+:\\w+", "docker:shop")
                .replaceAll("docker:shop: (Stream closed|Broken pipe)", "docker:shop");
    }
}
