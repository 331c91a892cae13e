package dev.curfew.junit.episode.assertj;

import static dev.curfew.junit.assertj.Messages.assertMessageOf;
import static dev.curfew.junit.episode.assertj.EpisodeAssertFactories.EPISODE_RESULT;
import static dev.curfew.junit.episode.assertj.EpisodeAssertions.assertThat;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.within;

import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.UnprunedFile;
import dev.curfew.episode.EpisodeResult;
import dev.curfew.episode.Exchange;
import dev.curfew.episode.Outcome;
import dev.curfew.episode.Reward;
import dev.curfew.process.ResourceUse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EpisodeResultAssertTests {

    private static final List<Exchange> TRANSCRIPT = Stream.of("{1}", "{2}", "{3}", "{4}")
            .map(call -> new Exchange(call.charAt(1) - '0', call, "{ok}", Duration.ZERO))
            .toList();

    private static EpisodeResult result(Reward reward, UnprunedFile... left) {
        return new EpisodeResult(
                "greet",
                7,
                1,
                new Outcome.LimitReached("4 turns"),
                reward,
                4,
                new EpisodeResult.Timing(Instant.EPOCH, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                new EpisodeResult.Usage(4, 1, 16, ResourceUse.NONE),
                TRANSCRIPT,
                new KillReport(Duration.ZERO, List.of(), List.of(), List.of(left)));
    }

    @Test
    void holdForAnEpisodeThatWentWell() {
        assertThat(result(Reward.of(1)))
                .isSolved()
                .hasReward(1)
                .hasReward(0.95, within(0.1))
                .hasOutcome(new Outcome.LimitReached("4 turns"))
                .leftNothing();
        assertThat(result(Reward.of(0.5))).isNotSolved();
        assertThat(result(Reward.missing("why not"))).hasNoReward();
    }

    @Test
    void showTheOutcomeTheRewardAndTheLastTurns() {
        EpisodeResult result = result(Reward.of(0.5, "1 of 2 tests passed\ngreets() failed: Expected x"));

        assertMessageOf(() -> assertThat(result).isSolved()).isEqualTo("""
                        Expected episode [greet#7] to be solved
                          task:         greet, seed 7
                          outcome:      the agent reached its limit of 4 turns
                          reward:       0.5: 1 of 2 tests passed
                            | greets() failed: Expected x
                          turns:        4
                          turn 2:       {2}
                            | {ok}
                          turn 3:       {3}
                            | {ok}
                          turn 4:       {4}
                            | {ok}""");
    }

    @Test
    void sayWhatWasExpected() {
        EpisodeResult missing = result(Reward.missing("no test was found"));

        assertMessageOf(() -> assertThat(missing).isSolved()).contains("reward:       missing: no test was found");
        assertMessageOf(() -> assertThat(missing).isNotSolved()).startsWith("Expected episode [greet#7] to be judged");
        assertMessageOf(() -> assertThat(missing).hasReward(0))
                .startsWith("Expected episode [greet#7] to have a reward of 0.0\n");
        assertMessageOf(() -> assertThat(missing).hasReward(0, within(0.5)))
                .startsWith("Expected episode [greet#7] to have a reward of 0.0 within 0.5\n");
        assertMessageOf(() -> assertThat(result(Reward.of(0))).hasNoReward())
                .startsWith("Expected episode [greet#7] to have no reward\n");
        assertMessageOf(() -> assertThat(missing).hasOutcome(new Outcome.Finished()))
                .startsWith("Expected episode [greet#7] to end so that the agent finished\n");
    }

    @Test
    void nameWhatIsLeft() {
        assertMessageOf(() -> assertThat(result(Reward.of(1), new UnprunedFile(Path.of("/tmp/x"), "a mount")))
                        .leftNothing())
                .startsWith(
                        "Expected episode [greet#7] to leave nothing behind, but it left behind 0 processes and 1 file")
                .contains("file:         /tmp/x: a mount");
    }

    @Test
    void canBeReachedFromOtherAssertions() {
        assertThat(List.of(result(Reward.of(1)))).first(as(EPISODE_RESULT)).isSolved();
    }

    @Test
    void areSoftToo() {
        EpisodeResult result = result(Reward.of(0));

        assertMessageOf(() -> EpisodeSoftAssertions.assertSoftly(
                        softly -> softly.assertThat(result).isSolved().hasNoReward()))
                .contains("(2 failures)");
    }
}
