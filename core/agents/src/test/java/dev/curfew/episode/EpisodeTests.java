package dev.curfew.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.curfew.process.Command;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.session.RunMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpisodeTests {

    private static final Task TASK = Task.of("write", "Write a file").withVerifier(verification -> Reward.of(1));

    @TempDir
    Path folder;

    @Test
    void bringsFilesAndPreparesBeforeTheAgentActs() throws IOException {
        Path file = Files.writeString(folder.resolve("note"), "hello");
        Task task = TASK.withFile(file, "deep/er/note").withSetUp(Command.shell("cp deep/er/note copy"));

        Path directory;
        try (Episode episode = Episode.open(task, 1)) {
            directory = Path.of(episode.directory());

            assertThat(directory.resolve("copy")).hasContent("hello");
        }
        assertThat(directory).doesNotExist();
    }

    @Test
    void judgesWhenTheAgentIsDone() {
        EpisodeResult result = Episode.run(TASK, (task, seed) -> observation -> List.of(), 7);

        assertThat(result.outcome()).isEqualTo(new Outcome.Finished());
        assertThat(result.reward().value()).hasValue(1);
        assertThat(result.seed()).isEqualTo(7);
        assertThat(result.report().isClean()).isTrue();
    }

    @Test
    void verifiesAmongTheFilesOfTheAgent() {
        Task task = TASK.withVerifier(verification ->
                Reward.of(verification.run(Command.of("test", "-e", "made")).success() ? 1 : 0));

        try (Episode episode = Episode.open(task, 1)) {
            episode.sandbox()
                    .start(Command.of("touch", "made").inDirectory(Path.of(episode.directory())))
                    .waitFor();

            assertThat(episode.verify()).isEqualTo(Reward.of(1));
        }
    }

    /** More than 64 that have ended: the registry has forgotten some of them. */
    @Test
    void countsWhatAllProcessesUsed() {
        Task task = TASK.withSetUp(Command.shell("i=0; while [ $i -lt 50000 ]; do i=$((i + 1)); done"));
        Episode episode = Episode.open(task, 1);
        for (int i = 0; i < 70; i++) {
            episode.processes().start(Command.of("true")).waitFor();
        }

        EpisodeResult.Usage usage = episode.end().usage();

        assertThat(usage.processes()).isEqualTo(71);
        assumeThat(RunMode.current()).isEqualTo(RunMode.AUTO);
        assertThat(usage.resources().cpu()).isGreaterThan(Duration.ofMillis(1));
        assertThat(usage.resources().memory()).isBetween(100_000L, 1_000_000_000L);
    }

    @Test
    void saysWhyThereIsNoReward() {
        Task task = TASK.withVerifier(verification -> {
            throw new IOException("no space left");
        });

        EpisodeResult result = Episode.run(task, (ignored, seed) -> observation -> List.of(), 1);

        assertThat(result.outcome()).isEqualTo(new Outcome.Finished());
        assertThat(result.reward())
                .isEqualTo(Reward.missing("the verifier failed: java.io.IOException: no space left"));
    }

    @Test
    void endsWhatAnAgentLeavesThatThrows() {
        Traces traces = new Traces();
        EpisodeResult result = Episode.run(
                TASK,
                (task, seed) -> observation -> {
                    if (observation.turn() == 1) {
                        return List.of("{\"action\":\"start\",\"command\":\"setsid " + traces.sleep() + "\"}");
                    }
                    throw new IllegalStateException("lost");
                },
                1);

        assertThat(result.outcome()).isEqualTo(new Outcome.AgentFailed("java.lang.IllegalStateException: lost"));
        assertThat(result.reward().value()).isEmpty();
        assertThat(result.usage().processes()).isEqualTo(1);
        assertThat(result.report().isClean()).isTrue();
        traces.requireNone();
    }

    @Test
    void endsWhatAVerifierLeavesThatThrows() {
        Traces traces = new Traces();
        Task task = TASK.withVerifier(verification -> {
            verification.start(Command.shell(traces.sleep()));
            throw new IllegalStateException("lost");
        });

        EpisodeResult result = Episode.run(task, (ignored, seed) -> observation -> List.of(), 1);

        assertThat(result.reward())
                .isEqualTo(Reward.missing("the verifier failed: java.lang.IllegalStateException: lost"));
        assertThat(result.usage().processes()).isEqualTo(1);
        assertThat(result.report().isClean()).isTrue();
        traces.requireNone();
    }

    @Test
    void endsAfter30TurnsByDefault() {
        EpisodeResult result = Episode.run(TASK, (task, seed) -> observation -> List.of("{\"action\":\"list\"}"), 1);

        assertThat(result.outcome()).isEqualTo(new Outcome.LimitReached("30 turns"));
        assertThat(result.turns()).isEqualTo(30);
        assertThat(result.reward().value()).hasValue(1);
    }

    @Test
    void endsAnAgentThatHangs() {
        Task task = TASK.withLimits(EpisodeLimits.DEFAULT.withTime(Duration.ofMillis(100)));

        EpisodeResult result = Episode.run(
                task,
                (ignored, seed) -> observation -> {
                    new CountDownLatch(1).await();
                    return List.of();
                },
                1);

        assertThat(result.outcome()).isEqualTo(new Outcome.LimitReached("100 ms"));
        assertThat(result.reward().value()).hasValue(1);
    }

    @Test
    void endsAnAgentThatHasReadEnough() {
        Task task = TASK.withLimits(EpisodeLimits.DEFAULT.withOutput(10));

        EpisodeResult result = Episode.run(task, (ignored, seed) -> observation -> List.of("{\"action\":\"list\"}"), 1);

        assertThat(result.outcome()).isEqualTo(new Outcome.LimitReached("10 characters of answers"));
        assertThat(result.turns()).isEqualTo(1);
    }

    @Test
    void judgesAnAgentThatHasNoTurn() {
        Task task = TASK.withLimits(EpisodeLimits.DEFAULT.withTurns(0));

        EpisodeResult result = Episode.run(task, (ignored, seed) -> observation -> List.of("{}"), 1);

        assertThat(result.outcome()).isEqualTo(new Outcome.LimitReached("0 turns"));
        assertThat(result.turns()).isZero();
        assertThat(result.reward().value()).hasValue(1);
    }

    @Test
    void saysWhichCommandOfTheSetUpFailed() {
        Task task = TASK.withSetUp(Command.shell("echo no compiler >&2; exit 3"));

        assertThatThrownBy(() -> Episode.open(task, 1))
                .isInstanceOf(SetUpException.class)
                .hasMessageContaining("exited with code 3")
                .hasMessageContaining("no compiler");
        EpisodeResult result = Episode.run(task, (ignored, seed) -> observation -> List.of(), 1);
        assertThat(result.outcome()).isInstanceOf(Outcome.SetUpFailed.class);
        assertThat(result.reward()).isInstanceOf(Reward.Missing.class);
    }

    @Test
    void limitsTheTimeOfEachCommandOfTheSetUp() {
        Traces traces = new Traces();
        Task task = TASK.withSetUp(Command.shell(traces.sleep()))
                .withLimits(EpisodeLimits.DEFAULT.withSetUpTime(Duration.ofMillis(100)));

        assertThatThrownBy(() -> Episode.open(task, 1))
                .isInstanceOf(SetUpException.class)
                .hasMessageContaining("Timed out waiting for the end of process [sleep]");
        traces.requireNone();
    }

    @Test
    void limitsTheTimeOfACall() {
        Task task = TASK.withLimits(EpisodeLimits.DEFAULT.withCallTime(Duration.ofMillis(100)));
        String call = "{\"action\":\"start\",\"command\":\"sleep 600\",\"wait\":600}";

        try (Episode episode = Episode.open(task, 1)) {
            assertThat(episode.step(List.of(call)).answers())
                    .singleElement()
                    .asString()
                    .contains("\"status\":\"timeout\"")
                    .contains("Waited 100 ms, which is the longest wait allowed here");
            assertThat(episode.isOver()).isFalse();
        }
    }

    @Test
    void tellsASandboxThatFailsFromATaskThatDoes() {
        Task task = TASK.withSandbox(Sandbox.entering("/no/such/program"));

        EpisodeResult result = Episode.run(task, (ignored, seed) -> observation -> List.of(), 1);

        assertThat(result.outcome()).isInstanceOf(Outcome.SandboxFailed.class);
    }

    @Test
    void abandonsAnEpisodeWhoseThreadIsInterrupted() throws InterruptedException {
        CountDownLatch acts = new CountDownLatch(1);
        EpisodeResult[] result = new EpisodeResult[1];
        Thread thread = new Thread(() -> result[0] = Episode.run(
                TASK,
                (task, seed) -> observation -> {
                    acts.countDown();
                    new CountDownLatch(1).await();
                    return List.of();
                },
                1));
        thread.start();
        acts.await();

        thread.interrupt();

        thread.join();
        assertThat(result[0].outcome()).isEqualTo(new Outcome.Abandoned("its thread was interrupted"));
        assertThat(result[0].report().isClean()).isTrue();
    }
}
