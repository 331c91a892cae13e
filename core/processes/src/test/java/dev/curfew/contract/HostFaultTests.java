package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.SandboxGoneException;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.KillPolicy;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.SshSandbox;
import dev.curfew.sandbox.fixture.HostProcesses;
import dev.curfew.sandbox.fixture.SshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Hosts that refuse connections, and connections that break. */
@Tag("thorough")
@Tag("any-jdk")
class HostFaultTests extends FaultTestCase {

    private static final Duration LEASE = Duration.ofSeconds(1);

    /** Processes that cannot be queried are waited for until the budget is used up. */
    private static final RegistryOptions WITH_SMALL_BUDGET =
            OPTIONS.withKillPolicy(new KillPolicy(Duration.ZERO, Duration.ofSeconds(3)));

    private static @Nullable SshServer shared;

    @BeforeAll
    static void startServer() {
        shared = SshServer.start();
    }

    @AfterAll
    static void closeServer() {
        if (shared != null) {
            shared.close();
        }
    }

    private static SshSandbox host(SshServer server) {
        return Sandbox.ssh(server.host()).withOptions("-F", server.config().toString());
    }

    private static SshSandbox host() {
        return host(Objects.requireNonNull(shared));
    }

    @Test
    void tellsThatTheConnectionIsCut() {
        try (SshServer server = SshServer.start()) {
            ProcessRegistry scope = ProcessRegistry.open(OPTIONS.withSandbox(host(server)));
            String number = HostProcesses.uniqueNumber();
            Path folder = folderOf(scope);
            BackgroundProcess process = startTree(scope, number);

            server.cut();

            assertThat(process.waitFor()).isInstanceOf(ExitStatus.Lost.class);
            assertThatThrownBy(() -> scope.start("exit 0"))
                    .isInstanceOf(SandboxGoneException.class)
                    .hasMessageContaining("can no longer be reached");
            HostProcesses.awaitNone(number, BOUND);
            await().atMost(BOUND).until(() -> !Files.exists(folder));
            requireCleanEnd(scope);
        }
    }

    @Test
    void reportsWhatIsUnknownWhenTheHostIsGone() {
        ProcessRegistry scope;
        String number = HostProcesses.uniqueNumber();
        try (SshServer server = SshServer.start()) {
            scope = ProcessRegistry.open(OPTIONS.withSandbox(host(server)));
            startTree(scope, number);
        }

        KillReport report = scope.end();

        assertThat(report.survivors()).isNotEmpty();
        assertThat(report.diagnosis().render()).contains("its state is unknown", "ssh:");
    }

    /** It stays frozen until the end of the scope is over. */
    @Test
    void doesNotWaitForAConnectionThatIsFrozen() {
        try (SshServer server = SshServer.start()) {
            ProcessRegistry scope = ProcessRegistry.open(WITH_SMALL_BUDGET.withSandbox(host(server)));
            String number = HostProcesses.uniqueNumber();
            startTree(scope, number);
            server.freeze();

            KillReport report = scope.end();

            assertThat(report.isClean()).isFalse();
            server.thaw();
            HostProcesses.awaitNone(number, BOUND);
        }
    }

    /** The servers for the connection are frozen, the warden and the command are not. */
    @Test
    void endsAllByItselfWhenTheServerIsFrozenForLong() {
        try (SshServer server = SshServer.start()) {
            ProcessRegistry scope =
                    ProcessRegistry.open(OPTIONS.withSandbox(host(server).withLease(LEASE)));
            String number = HostProcesses.uniqueNumber();
            Path folder = folderOf(scope);
            startTree(scope, number);

            server.freeze();

            HostProcesses.awaitNone(number, BOUND);
            await().atMost(BOUND).until(() -> !Files.exists(folder));
            server.thaw();
            requireCleanEnd(scope);
        }
    }

    @Test
    void endsAllByItselfWhenTheClientIsFrozenForLong() {
        try (SshServer server = SshServer.start()) {
            ProcessRegistry scope =
                    ProcessRegistry.open(OPTIONS.withSandbox(host(server).withLease(LEASE)));
            String number = HostProcesses.uniqueNumber();
            Path folder = folderOf(scope);
            BackgroundProcess process = startTree(scope, number);

            signalClients("STOP", server);

            HostProcesses.awaitNone(number, BOUND);
            await().atMost(BOUND).until(() -> !Files.exists(folder));
            signalClients("CONT", server);
            assertThat(process.waitFor()).isNotInstanceOf(ExitStatus.Exited.class);
            assertThatThrownBy(() -> scope.start("exit 0")).isInstanceOf(SandboxGoneException.class);
            requireCleanEnd(scope);
        }
    }

    private void signalClients(String name, SshServer server) {
        List<String> argv = new ArrayList<>(List.of("kill", "-" + name));
        HostProcesses.alive("-F\0" + server.config() + "\0").forEach(pid -> argv.add(pid.toString()));
        assertThat(argv).hasSizeGreaterThan(2);
        run(argv.toArray(String[]::new));
    }

    private static Path folderOf(ProcessRegistry scope) {
        String guard = InSandbox.outputOf(scope.start("echo " + InSandbox.GUARD));
        return Path.of(guard.strip()).getParent();
    }

    private static void requireCleanEnd(ProcessRegistry scope) {
        KillReport report = scope.end();
        assertThat(report.isClean()).as(report.diagnosis().render()).isTrue();
    }

    /** More than may enter at the same time, and more than one connection can carry. */
    @Test
    void startsManyAtOnce() {
        try (ProcessRegistry scope = ProcessRegistry.open(OPTIONS.withSandbox(host()))) {
            requireManyAtOnce(scope, 2 * SshServer.MAX_SESSIONS);
        }
    }

    @Test
    void startsMoreThanOneConnectionHolds() {
        try (SshServer server = SshServer.start(1);
                ProcessRegistry scope = ProcessRegistry.open(OPTIONS.withSandbox(host(server)))) {
            List<BackgroundProcess> cats =
                    IntStream.range(0, 4).mapToObj(i -> scope.start("cat")).toList();

            cats.forEach(cat -> cat.submit("line"));
            cats.forEach(cat -> cat.expect("line\n"));
        }
    }

    @Test
    void saysThatTheConnectionWasRefused() {
        assertThat(whatIsSaidInsteadOfEntering(host().withOptions("-p", "1")))
                .contains("Connection refused", "next:         start sshd there, or check the port");
    }

    @Test
    void saysThatTheHostKeyIsUnknown() {
        assertThat(whatIsSaidInsteadOfEntering(host().withOptions("-o", "UserKnownHostsFile=/dev/null")))
                .contains(
                        "Host key verification failed",
                        "next:         connect once by hand and check the key of the host");
    }

    @Test
    void saysThatTheHostKeyHasChanged() throws IOException {
        String host = Objects.requireNonNull(shared).host();
        String otherKey = Files.readString(Path.of(makeKey() + ".pub"));
        Path otherKeys = Files.writeString(here.createDirectory().resolve("known-hosts"), host + " " + otherKey);

        assertThat(whatIsSaidInsteadOfEntering(host().withOptions("-o", "UserKnownHostsFile=" + otherKeys)))
                .contains("next:         verify that it is the right host, then remove its old key with ssh-keygen -R");
    }

    private Path makeKey() {
        Path key = here.createDirectory().resolve("key");
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString());
        return key;
    }

    @Test
    void saysThatTheKeyIsRefused() {
        Path key = makeKey();
        SshServer server = Objects.requireNonNull(shared);
        SshSandbox stranger = Sandbox.ssh("127.0.0.1:" + server.port())
                .withOptions("-F", "/dev/null", "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none")
                .withOptions("-i", key.toString(), "-o", "HostKeyAlias=" + server.host())
                .withOptions("-o", "UserKnownHostsFile=" + server.config().resolveSibling("known-hosts"));

        assertThat(whatIsSaidInsteadOfEntering(stranger))
                .contains(
                        "Permission denied",
                        "next:         add your public key to the host, or give your private key to ssh");
    }

    @Test
    void saysThatTheHostHasNoSuchName() {
        assertThat(whatIsSaidInsteadOfEntering(Sandbox.ssh("no-such-host.invalid")))
                .contains("Could not resolve", "next:         check the name of the host");
    }

    @Test
    void takesNoCommandOfTheConfigurationForItsOwn() throws IOException {
        SshServer server = Objects.requireNonNull(shared);
        Path config = Files.writeString(
                here.createDirectory().resolve("config"), "RemoteCommand true\nInclude " + server.config() + "\n");
        SshSandbox host = Sandbox.ssh(server.host()).withOptions("-F", config.toString());
        try (ProcessRegistry scope = ProcessRegistry.open(OPTIONS.withSandbox(host))) {
            assertThat(InSandbox.outputOf(scope.start("echo mine"))).isEqualTo("mine\n");
        }
    }
}
