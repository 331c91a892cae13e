package dev.curfew.docs.episode;

import static dev.curfew.junit.episode.assertj.EpisodeAssertions.assertThat;

import dev.curfew.ProcessRegistry;
import dev.curfew.docs.checks.Documented;
import dev.curfew.docs.junit.Trial;
import dev.curfew.episode.Agent;
import dev.curfew.episode.Episode;
import dev.curfew.episode.EpisodeResult;
import dev.curfew.episode.Task;
import dev.curfew.episode.Verification;
import dev.curfew.junit.episode.EpisodeCase;
import dev.curfew.junit.episode.EpisodeTest;
import dev.curfew.junit.episode.JUnitVerifier;
import dev.curfew.junit.episode.VerifiesEpisode;
import dev.curfew.junit.episode.Weight;
import dev.curfew.process.Command;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EpisodeRewardsTests {

    // snippet:checks
    @VerifiesEpisode
    static class GreetingChecks {

        @Test
        void leavesNoServerRunning(ProcessRegistry processes) {
            assertThat(processes).hasNoRunningProcesses();
        }

        @Test
        @Weight(3)
        void greetsTheWorld(Verification episode) {
            assertThat(episode.start(Command.of("cat", "greeting")))
                    .prints("Hello, world!")
                    .exits()
                    .withCode(0);
        }
    }
    // end

    // snippet:task
    private static final Task GREET = Task.of("greet", "Write a greeting to the world into the file greeting")
            .withVerifier(JUnitVerifier.of(GreetingChecks.class));
    // end

    private static final String WRITE = "{\"action\": \"start\", \"command\": \"echo Hi > greeting\", \"wait\": 10}";

    @Test
    void rewards() {
        // snippet:run
        EpisodeResult result = Episode.run(GREET, (task, seed) -> Agent.scripted(WRITE), 1);

        assertThat(result).hasReward(0.25).leftNothing();
        // end
        Documented.message("episode-reason", topLevel(result.reward().reason()));
    }

    static class Greeting {

        // snippet:test
        static class GreetingTests implements EpisodeCase {

            @Override
            public Task task() {
                return GREET;
            }

            @Override
            public Agent agent(Task task, long seed) {
                return Agent.scripted(WRITE.replace("Hi", "Hello, world!"));
            }

            @EpisodeTest(episodes = 3, seed = 100)
            void greets(EpisodeResult result) {
                assertThat(result).isSolved().leftNothing();
            }

            @EpisodeTest
            void canBeActedInByTheTest(Episode episode) {
                episode.step(List.of(WRITE));

                assertThat(episode.verify().value()).hasValue(0.25);
            }
        }
        // end
    }

    @Test
    void testsEpisodes() {
        assertThat(Trial.run(Greeting.GreetingTests.class, Map.of()).getTestsSucceededCount())
                .isEqualTo(4);
    }

    @Test
    void showsWhatHappened() {
        EpisodeResult result = Episode.run(GREET, (task, seed) -> Agent.scripted(), 1);

        try {
            // snippet:assert
            assertThat(result).isSolved();
            // end
        } catch (AssertionError e) {
            Documented.message("episode-not-solved", topLevel(e.getMessage()));
            return;
        }
        throw new AssertionError("An agent that does nothing was rewarded");
    }

    /** Pages show the classes as if they stood alone. */
    private static String topLevel(String message) {
        return message.replace("EpisodeRewardsTests.", "");
    }
}
