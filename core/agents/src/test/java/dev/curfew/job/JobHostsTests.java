package dev.curfew.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.SandboxGoneException;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.ContainerEngine;
import dev.curfew.sandbox.fixture.HostProcesses;
import dev.curfew.sandbox.fixture.KubernetesStub;
import dev.curfew.sandbox.fixture.Patience;
import dev.curfew.sandbox.fixture.TestContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs work the same way in every kind of sandbox that outlives the JVM. */
class JobHostsTests {

    private static final Duration LONG = Patience.LIMIT;
    private static final String HOSTILE = " a'b\"c\\d\n$HOME `exit 3` \\0101 %s \r\n👋\n\n";

    /** Writes down what is on its command line, and runs it. */
    private static final String TELLTALE = "printf '%s\\n' \"$@\" >>\"$0\"; exec \"$@\"";

    /** Lets the job end, and waits for the end of its watcher, when it is asked whether the watcher lives. */
    private static final String ENDS_WHILE_ASKED = """
            if [ "$5" = life ]; then
              touch "$0/go"
              while grep -q ') [^Z]' "/proc/$8/stat"; do sleep 0.01; done 2>/dev/null
            fi
            exec "$@"
            """;

    /**
     * Answers nothing while there is a file "down". With a file "deaf", a launch does not arrive, and nothing does afterwards; with a file
     * "cut", it arrives, but its answer is lost.
     */
    private static final String UNRELIABLE = """
            if [ -e "$0/down" ]; then exit 255; fi
            if [ "$5" = launch ] && [ -e "$0/deaf" ]; then mv "$0/deaf" "$0/down"; exit 255; fi
            if [ "$5" = launch ] && [ -e "$0/cut" ]; then "$@" >/dev/null; exit 255; fi
            exec "$@"
            """;

    /** The first answer to a question for output is late: it comes when there is a file "go". */
    private static final String LATE = """
            if [ "$5" = log ] && mkdir "$0/first" 2>/dev/null; then
              "$@" >"$0/answer"; touch "$0/asked"
              until [ -e "$0/go" ]; do sleep 0.01; done
              exec cat "$0/answer"
            fi
            exec "$@"
            """;

    @TempDir
    private Path temp;

    @ParameterizedTest
    @EnumSource
    void liveInContainers(ContainerEngine engine) {
        try (TestContainer container = engine.start()) {
            String name = container.name();
            requireJobs(
                    engine == ContainerEngine.DOCKER ? Sandbox.dockerContainer(name) : Sandbox.podmanContainer(name),
                    "/tmp/jobs");
        }
    }

    @Test
    void liveInPods() {
        try (KubernetesStub server = KubernetesStub.start()) {
            requireJobs(
                    Sandbox.kubernetes(server.pod())
                            .withOptions(server.options().toArray(String[]::new)),
                    temp.resolve("jobs there").toString());
        }
    }

    @Test
    void liveBehindClientsThatPrintWarnings() {
        String client = "echo 'WARNING: forwarding is disabled' >&2; exec \"$@\"";
        requireJobs(
                Sandbox.entering("sh", "-c", client, "sh"),
                temp.resolve("jobs there").toString());
    }

    private void requireJobs(Sandbox place, String directory) {
        Job job;
        try (JobStore store = open(place, directory)) {
            job = store.launch(
                    Command.shell("printf %s \"$A\"; sleep 0.2; exit 3").withEnv("A", HOSTILE));
        }
        try (JobStore store = open(place, directory)) {
            assertThat(store.find(job.id()).orElseThrow().waitFor(LONG)).isEqualTo(new ExitStatus.Exited(3));
            assertThat(store.find(job.id()).orElseThrow().output().head()).isEqualTo(HOSTILE);

            Job endless = launch(store, "setsid sleep 1000 & trap '' TERM; sleep 1000");
            assertThat(endless.stop().isClean()).isTrue();
            assertThat(endless.status().exit().orElseThrow()).isInstanceOf(ExitStatus.Killed.class);
        }
    }

    @Test
    void haveEndedIfTheyEndDuringARequest() {
        Sandbox place = Sandbox.entering("sh", "-c", ENDS_WHILE_ASKED, temp.toString());
        try (JobStore store = open(place, temp.resolve("there").toString())) {
            Job job = launch(store, "until [ -e '" + temp + "/go' ]; do sleep 0.01; done; exit 3");

            assertThat(job.status().exit()).contains(new ExitStatus.Exited(3));
        }
    }

    @Test
    void getVariablesThatNoCommandLineShows() throws IOException {
        Path shown = temp.resolve("shown");
        try (JobStore store = openBehindTelltale(shown)) {
            Job job = store.launch(Command.of("printenv", "PLANTED").withEnv("PLANTED", "s3cret value"));

            assertThat(job.waitFor(LONG)).isEqualTo(new ExitStatus.Exited(0));
            assertThat(job.output().head()).isEqualTo("s3cret value\n");
            assertThat(shown).content().contains("printenv").doesNotContain("s3cret");
        }
    }

    @Test
    void getNoVariablesThatWereNotSet() {
        try (JobStore store = openBehindTelltale(temp.resolve("shown"))) {
            Job job = store.launch(Command.of("env").withOnlyEnv(Map.of("ONLY", "this")));
            Job other = launch(store, "echo ${LC_ALL-none}");

            assertThat(job.waitFor(LONG)).isEqualTo(new ExitStatus.Exited(0));
            assertThat(job.output().head().lines().map(line -> line.replaceAll("=.*", "")))
                    .containsExactlyInAnyOrder("ONLY", "CURFEW_COOKIE");
            assertThat(other.waitFor(LONG)).isEqualTo(new ExitStatus.Exited(0));
            assertThat(other.output().head().strip()).isEqualTo(System.getenv().getOrDefault("LC_ALL", "none"));
        }
    }

    @Test
    void areNeverSaidToBeLostWhereTheirPlaceCannotBeReached() throws IOException {
        try (JobStore store = openBehind(UNRELIABLE)) {
            Job job = launch(store, "sleep 1000");
            Path down = Files.createFile(temp.resolve("down"));

            assertThatThrownBy(job::status).isInstanceOf(SandboxGoneException.class);
            assertThatThrownBy(() -> job.waitFor(LONG)).isInstanceOf(SandboxGoneException.class);
            assertThatThrownBy(job::stop).isInstanceOf(SandboxGoneException.class);
            assertThatThrownBy(store::pendingFollowUps).isInstanceOf(SandboxGoneException.class);

            Files.delete(down);
            assertThat(job.status().isRunning()).isTrue();
            assertThat(job.stop().isClean()).isTrue();
        }
    }

    @Test
    void leaveNoRecordIfTheirPlaceCannotBeReachedBeforeALaunch() throws IOException {
        Files.createFile(temp.resolve("down"));
        try (JobStore store = openBehind(UNRELIABLE)) {
            assertThatThrownBy(() -> launch(store, "true")).isInstanceOf(SandboxGoneException.class);

            assertThat(temp.resolve("store/jobs")).isEmptyDirectory();
        }
    }

    /** It may be running, so its record stays until that is known; but it is not listed as a job. */
    @Test
    void areGoneOnceTheirPlaceCanBeReachedAgainIfTheirLaunchDidNotArrive() throws IOException {
        try (JobStore store = openBehind(UNRELIABLE)) {
            Files.createFile(temp.resolve("deaf"));
            assertThatThrownBy(() -> launch(store, "true")).isInstanceOf(SandboxGoneException.class);

            assertThat(store.jobs()).isEmpty();
            assertThat(store.pendingFollowUps()).isEmpty();
            assertThat(temp.resolve("store/jobs")).isNotEmptyDirectory();

            Files.delete(temp.resolve("down"));
            store.prune();
            requireNoTrace();
        }
    }

    @Test
    void areEndedIfTheAnswerToTheirLaunchIsLost() throws IOException {
        String seconds = HostProcesses.uniqueNumber();
        try (JobStore store = openBehind(UNRELIABLE)) {
            Files.createFile(temp.resolve("cut"));
            assertThatThrownBy(() -> launch(store, "exec sleep " + seconds)).isInstanceOf(SandboxGoneException.class);

            assertThat(store.jobs()).isEmpty();
            assertThat(HostProcesses.alive(seconds)).isEmpty();
            requireNoTrace();
        }
    }

    /** Nothing is left of a job except the program that all jobs share. */
    private void requireNoTrace() throws IOException {
        assertThat(temp.resolve("store/jobs")).isEmptyDirectory();
        try (Stream<Path> files = Files.list(temp.resolve("jobs there"))) {
            assertThat(files).allMatch(file -> file.getFileName().toString().startsWith("guard-"));
        }
    }

    @Test
    void areKilledWhileAnotherFetchOfTheirOutputHangs() throws Exception {
        try (JobStore store = openBehind(LATE)) {
            Job watched = launch(store, "echo one; until [ -e '" + temp + "/two' ]; do sleep 0.01; done; echo two");
            Job other = launch(store, "sleep 1000");
            CompletableFuture<String> late = CompletableFuture.supplyAsync(
                    () -> watched.output().text(), fetching -> new Thread(fetching).start());
            await().until(() -> Files.exists(temp.resolve("asked")));

            KillReport report = CompletableFuture.supplyAsync(other::stop, killing -> new Thread(killing).start())
                    .get(LONG.toSeconds(), TimeUnit.SECONDS);

            assertThat(report.isClean()).isTrue();
            Files.createFile(temp.resolve("two"));
            watched.waitFor(LONG);
            assertThat(watched.output().text()).isEqualTo("one\ntwo\n");
            Files.createFile(temp.resolve("go"));
            assertThat(late.join())
                    .as("an answer that comes late takes nothing back")
                    .isEqualTo("one\ntwo\n");
        }
    }

    @Test
    void areRefusedVariablesThatNoShellCanSet() {
        try (JobStore store = openBehindTelltale(temp.resolve("shown"))) {
            assertThatThrownBy(() -> store.launch(Command.of("true").withEnv("a.b", "c")))
                    .isInstanceOf(SpawnException.class)
                    .hasMessageContaining("no shell can set the variable a.b");
            assertThat(store.jobs()).isEmpty();
        }
    }

    private JobStore openBehindTelltale(Path shown) {
        return open(
                Sandbox.entering("sh", "-c", TELLTALE, shown.toString()),
                temp.resolve("jobs there").toString());
    }

    private JobStore openBehind(String client) {
        return open(
                Sandbox.entering("sh", "-c", client, temp.toString()),
                temp.resolve("jobs there").toString());
    }

    private JobStore open(Sandbox place, String directory) {
        return JobStore.open(temp.resolve("store"), JobStoreOptions.DEFAULT, place, directory);
    }

    private static Job launch(JobStore store, String line) {
        return store.launch(Command.shell(line), JobOptions.DEFAULT.withGrace(Duration.ZERO));
    }
}
