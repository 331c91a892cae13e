package dev.curfew.junit.episode;

import static dev.curfew.junit.episode.assertj.EpisodeAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.episode.Agent;
import dev.curfew.episode.Episode;
import dev.curfew.episode.EpisodeResult;
import dev.curfew.episode.Outcome;
import dev.curfew.episode.Reward;
import dev.curfew.episode.Task;
import dev.curfew.junit.TestRun;
import dev.curfew.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.Event;

class EpisodeTestTests {

    private static final Task TASK =
            Task.of("count", "Count").withVerifier(verification -> Reward.of((double) verification.seed()));

    @TempDir
    Path folder;

    /** An agent that is done at once. */
    abstract static class Idle implements EpisodeCase {

        @Override
        public Task task() {
            return TASK;
        }

        @Override
        public Agent agent(Task task, long seed) {
            return observation -> List.of();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Three.class, ThreeInOneInstance.class})
    void runsAnEpisodeForEachSeed(Class<?> tests) {
        TestRun run = TestRun.of(tests);

        run.requireAllPassed();
        assertThat(run.results().testEvents().finished().stream()
                        .map(Event::getTestDescriptor)
                        .map(test -> test.getDisplayName()))
                .containsExactly("episode 1, seed 40", "episode 2, seed 41", "episode 3, seed 42");
    }

    static class Three extends Idle {

        @EpisodeTest(episodes = 3, seed = 40)
        void hasTheSeedAsItsReward(EpisodeResult result) {
            assertThat(result)
                    .hasReward((double) result.seed())
                    .hasOutcome(new Outcome.Finished())
                    .leftNothing();
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class ThreeInOneInstance extends Three {}

    @Test
    void runsEpisodesInParallel() {
        TestRun run = TestRun.of(
                Many.class,
                Map.of(
                        "junit.jupiter.execution.parallel.enabled", "true",
                        "junit.jupiter.execution.parallel.mode.default", "concurrent",
                        "junit.jupiter.execution.parallel.config.strategy", "fixed",
                        "junit.jupiter.execution.parallel.config.fixed.parallelism", "8"));

        run.requireAllPassed();
        assertThat(run.results().testEvents().succeeded().count()).isEqualTo(24);
    }

    static class Many extends Idle {

        @EpisodeTest(episodes = 24)
        void hasTheSeedAsItsReward(EpisodeResult result) {
            assertThat(result).hasReward((double) result.seed());
        }
    }

    @Test
    void letsTheTestAct() {
        Acting.ENDED.clear();

        TestRun.of(Acting.class).requireAllPassed();

        assertThat(Acting.ENDED)
                .singleElement()
                .satisfies(process -> assertThat(process).hasExited());
    }

    static class Acting implements EpisodeCase {

        static final Queue<BackgroundProcess> ENDED = new ConcurrentLinkedQueue<>();

        private BackgroundProcess process;

        @Override
        public Task task() {
            return TASK;
        }

        @EpisodeTest(seed = 7)
        void acts(Episode episode) {
            process = episode.sandbox().start(Command.of("sleep", "1000"));
            ENDED.add(process);
            assertThat(episode.verify()).isEqualTo(Reward.of(7));
        }

        @AfterEach
        void isBeforeTheEnd() {
            assertThat(process).isRunning();
        }
    }

    @Test
    void findsTheCaseAroundANestedClass() {
        TestRun.of(Enclosing.class).requireAllPassed();
    }

    static class Enclosing extends Idle {

        @Nested
        class Inner {

            @EpisodeTest(seed = 3)
            void hasTheSeedAsItsReward(EpisodeResult result) {
                assertThat(result).hasReward(3);
            }
        }
    }

    @Test
    void tellsWhatHappenedInAnEpisodeWhoseTestFails() throws IOException {
        Throwable failure = TestRun.of(Failing.class, evidenceIn(folder)).onlyFailure();

        assertThat(failure.getMessage()).startsWith("Expected episode [count#9] to be judged and not be solved");
        assertThat(failure.getSuppressed())
                .singleElement()
                .satisfies(told -> assertThat(told.getMessage())
                        .startsWith("Episode of [Failing.fails() episode 1, seed 9] when it failed")
                        .contains("outcome:      the agent finished")
                        .contains("reward:       9.0"));
        assertThat(fileNames()).containsExactlyInAnyOrder("episode.txt", "transcript.txt");
    }

    static class Failing extends Idle {

        @Override
        public Agent agent(Task task, long seed) {
            return Agent.scripted("{\"action\":\"list\"}");
        }

        @EpisodeTest(seed = 9)
        void fails(EpisodeResult result) {
            assertThat(result).isNotSolved();
        }
    }

    @Test
    void attachesTheProcessesOfTheEpisodeToo() throws IOException {
        Throwable failure = TestRun.of(FailingActor.class, evidenceIn(folder)).onlyFailure();

        assertThat(failure.getSuppressed())
                .extracting(Throwable::getMessage)
                .anySatisfy(told -> assertThat(told).contains("process:      [server]", "ready"))
                .anySatisfy(told -> assertThat(told).contains("outcome:      the agent finished"));
        assertThat(fileNames()).contains("episode.txt", "processes.txt");
    }

    static class FailingActor extends Acting {

        @Override
        @EpisodeTest(seed = 7)
        void acts(Episode episode) {
            super.acts(episode);
            episode.sandbox()
                    .start(Command.shell("echo ready; exec sleep 1000").withName("server"))
                    .expect("ready");
            throw new AssertionError("on purpose");
        }
    }

    @Test
    void writesNothingWhereNothingIsWanted() throws IOException {
        Throwable failure = TestRun.of(
                        Failing.class,
                        Map.of("curfew.evidence", "false", "curfew.evidence.directory", folder.toString()))
                .onlyFailure();

        assertThat(failure).hasNoSuppressedExceptions();
        assertThat(fileNames()).isEmpty();
    }

    @Test
    void beginsNoEpisodeIfTheSettingsCannotBeRead() {
        Acting.ENDED.clear();

        assertThat(TestRun.of(FailingActor.class, Map.of("curfew.evidence", "flase"))
                        .onlyFailure())
                .rootCause()
                .hasMessage(
                        "configuration parameter curfew.evidence must be \"true\", \"false\" or \"always\": \"flase\";"
                                + " correct it or leave it out");
        assertThat(Acting.ENDED).isEmpty();
    }

    private static Map<String, String> evidenceIn(Path folder) {
        return Map.of("curfew.evidence.directory", folder.toString());
    }

    private List<String> fileNames() throws IOException {
        try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void needsAParameterACaseAndAnEpisode() {
        assertThat(TestRun.of(NoParameter.class).onlyFailure())
                .hasMessageEndingWith(
                        "NoParameter.fails] needs one parameter of the type EpisodeResult or Episode, not 0");
        assertThat(TestRun.of(NoCase.class).onlyFailure())
                .hasMessageEndingWith("NoCase.fails] needs a class that implements EpisodeCase");
        assertThat(TestRun.of(NoEpisode.class).onlyFailure())
                .hasMessageEndingWith("NoEpisode.fails] needs at least 1 episode, not 0");
    }

    static class NoParameter extends Idle {

        @EpisodeTest
        void fails() {}
    }

    static class NoCase {

        @EpisodeTest
        void fails(EpisodeResult result) {}
    }

    static class NoEpisode extends Idle {

        @EpisodeTest(episodes = 0)
        void fails(EpisodeResult result) {}
    }

    @Test
    void saysThatThereIsNoAgent() {
        TestRun.of(NoAgent.class).requireAllPassed();
    }

    static class NoAgent implements EpisodeCase {

        @Override
        public Task task() {
            return TASK;
        }

        @EpisodeTest
        void fails(EpisodeResult result) {
            assertThat(result).hasNoReward();
            assertThat(result.outcome().describe())
                    .contains("NoAgent] has no agent; override agent(Task, long), or take an Episode");
        }
    }
}
