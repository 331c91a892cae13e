package dev.curfew.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.diagnosis.SandboxGoneException;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.Patience;
import dev.curfew.sandbox.fixture.SshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on another host, which is this one behind a real sshd. */
@TestInstance(Lifecycle.PER_CLASS)
class RemoteJobsTests {

    private static final Duration LONG = Patience.LIMIT;

    @TempDir
    private Path temp;

    private final SshServer server = SshServer.start();

    @AfterAll
    void stopServer() {
        server.close();
    }

    private JobStore open(String name) {
        return open(name, Duration.ofHours(1));
    }

    private JobStore open(String name, Duration retention) {
        return JobStore.open(
                temp.resolve(name),
                JobStoreOptions.DEFAULT.withRetention(retention),
                Sandbox.ssh(server.host()).withOptions("-F", server.config().toString()),
                there(name).toString());
    }

    private Path there(String name) {
        return temp.resolve(name + " there");
    }

    private static Job launch(JobStore store, String line) {
        return store.launch(Command.shell(line), JobOptions.DEFAULT.withGrace(Duration.ZERO));
    }

    @Test
    void outliveTheStoreAndAreFollowedUp() {
        Job job;
        try (JobStore store = open("a")) {
            job = store.launch(
                    Command.shell("echo \"it's\" $A; seq 1 10000; exit 3").withEnv("A", "b c"));
        }
        try (JobStore store = open("a", Duration.ZERO)) {
            assertThat(store.find(job.id()).orElseThrow().waitFor(LONG)).isEqualTo(new ExitStatus.Exited(3));
            FollowUp result = store.take().orElseThrow();
            assertThat(result.job().output().head()).startsWith("it's b c\n1\n2\n");
            assertThat(result.job().output().tail()).endsWith("9999\n10000\n");
            assertThat(result.job().output().cutBytes()).isEqualTo(48_894 + 9 - 16_000);
            await().until(result.job().state()::isEmpty);
            result.acknowledge();
            assertThat(store.prune()).isEqualTo(1);
            assertThat(store.jobs()).isEmpty();
            assertThat(there("a").resolve(job.id())).doesNotExist();
            assertThat(Files.exists(there("a"))).isTrue();
        }
    }

    @Test
    void areKilledThere() {
        try (JobStore store = open("b")) {
            Job job = launch(store, "setsid sleep 1000 & trap '' TERM; sleep 1000");
            assertThat(job.status().isRunning()).isTrue();
            ProcessIdentity command = job.identity().orElseThrow();

            assertThat(job.stop().isClean()).isTrue();

            assertThat(JobTestCase.isAlive(command)).isFalse();
            assertThat(job.status().exit().orElseThrow()).isInstanceOf(ExitStatus.Killed.class);
            assertThat(store.pendingFollowUps()).isEmpty();
        }
    }

    @Test
    void areLostWithTheirWatcherAndEndWithIt() {
        try (JobStore store = open("c")) {
            Job job = launch(store, "setsid sleep 1000 & wait");
            ProcessIdentity command = job.identity().orElseThrow();
            ProcessHandle.of(JobTestCase.watcherOf(job).pid()).orElseThrow().destroyForcibly();

            assertThat(job.waitFor(LONG))
                    .isEqualTo(new ExitStatus.Lost("its watcher ended before it reported the end of the job"));
            assertThat(job.state().settle()).isEmpty();

            assertThat(JobTestCase.isAlive(command)).isFalse();
            assertThat(job.state().isEmpty()).isTrue();
        }
    }

    @Test
    void areRefusedIfTheyCannotBeStarted() throws IOException {
        try (JobStore store = open("d")) {
            assertThatThrownBy(() -> store.launch(Command.of("no-such-program-here")))
                    .isInstanceOf(SpawnException.class)
                    .hasMessageContaining("program not found");
            assertThat(store.jobs()).isEmpty();
            try (Stream<Path> files = Files.list(there("d"))) {
                assertThat(files).allMatch(file -> file.getFileName().toString().startsWith("guard-"));
            }
        }
    }

    @Test
    void areNeverSaidToBeLostWhereTheHostCannotBeReached() {
        Job job;
        try (JobStore store = open("e")) {
            job = launch(store, "sleep 1000");
        }
        Path config = temp.resolve("no-config");
        Sandbox unreachable = Sandbox.ssh(server.host()).withOptions("-F", config.toString());
        try (JobStore store = JobStore.open(
                temp.resolve("e"),
                JobStoreOptions.DEFAULT,
                unreachable,
                there("e").toString())) {
            Job asked = store.find(job.id()).orElseThrow();

            assertThatThrownBy(asked::status).isInstanceOf(SandboxGoneException.class);
            assertThatThrownBy(() -> launch(store, "true"))
                    .isInstanceOf(SandboxGoneException.class)
                    .hasMessageContaining("[ssh] exited with code 255")
                    .hasMessageContaining("it printed:   Can't open user config file " + config);
        }
        try (JobStore store = open("e")) {
            assertThat(store.running()).containsExactly(job);
            assertThat(job.stop().isClean()).isTrue();
        }
    }

    @Test
    void needAPlaceThatLivesOn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JobStore.open(
                        temp.resolve("f"), JobStoreOptions.DEFAULT, Sandbox.docker("debian:12"), "/jobs"));
    }
}
