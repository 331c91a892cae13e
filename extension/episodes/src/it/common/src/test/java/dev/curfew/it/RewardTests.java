package dev.curfew.it;

import static dev.curfew.junit.episode.assertj.EpisodeAssertions.assertThat;

import dev.curfew.ProcessRegistry;
import dev.curfew.episode.Agent;
import dev.curfew.episode.Episode;
import dev.curfew.episode.EpisodeLimits;
import dev.curfew.episode.EpisodeResult;
import dev.curfew.episode.Reward;
import dev.curfew.episode.Task;
import dev.curfew.episode.Verification;
import dev.curfew.junit.episode.EpisodeCase;
import dev.curfew.junit.episode.EpisodeTest;
import dev.curfew.junit.episode.JUnitVerifier;
import dev.curfew.junit.episode.VerifiesEpisode;
import dev.curfew.junit.episode.Weight;
import dev.curfew.process.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rewards by tests that this JUnit runs in one of its tests. */
class RewardTests implements EpisodeCase {

    private static final Agent.Factory IDLE = (task, seed) -> observation -> List.of();

    @Override
    public Task task() {
        return Task.of("made", "Make a file")
                .withSetUp(Command.shell("echo hello > made"))
                .withVerifier(JUnitVerifier.of(Checks.class));
    }

    @Override
    public Agent agent(Task task, long seed) {
        return observation -> List.of();
    }

    @EpisodeTest(episodes = 3)
    void areInjected(EpisodeResult result) {
        assertThat(Proc.forgetDead()).isEqualTo(2);
        assertThat(result).hasReward(4.5 / 6).leftNothing();
        assertThat(result.reward().reason())
                .isEqualTo("3 of 4 tests passed, weight 4.5 of 6\n"
                        + "RewardTests.Checks.isParameterized() [2] failed: on purpose\n"
                        + "RewardTests.Checks.isDisabled() is disabled: not now");
    }

    @VerifiesEpisode
    static class Checks {

        @Test
        void seesTheFile(Verification verification) {
            assertThat(Path.of(verification.directory(), "made")).hasContent("hello");
        }

        @Test
        @Weight(2)
        void startsProcesses(ProcessRegistry processes) {
            Proc.start(processes);
        }

        @Weight(3)
        @ParameterizedTest(name = "[{index}]")
        @ValueSource(strings = {"first", "second"})
        void isParameterized(String text) {
            if (text.startsWith("second")) {
                throw new AssertionError("on purpose");
            }
        }

        @Test
        @Disabled("not now")
        void isDisabled() {}
    }

    @Test
    void areGivenToManyEpisodesAtOnce() {
        int told = Listener.TOLD.get();

        assertThat(LongStream.rangeClosed(1, 12).parallel().mapToObj(this::run).toList())
                .allSatisfy(result -> assertThat(result).hasReward(4.5 / 6).leftNothing());

        assertThat(Proc.forgetDead()).isPositive();
        assertThat(Listener.TOLD.get()).isEqualTo(told);
    }

    private EpisodeResult run(long seed) {
        return Episode.run(task(), IDLE, seed);
    }

    @Test
    void areMissingWhereTheVerificationIsBroken() {
        assertThat(rewardBy(BrokenChecks.class).reason()).startsWith("the verification is broken\nRewardTests.Broken");
        assertThat(rewardBy(String.class).reason()).startsWith("no test was found");
    }

    static class BrokenChecks {

        @BeforeAll
        static void fails() {
            throw new AssertionError("on purpose");
        }

        @Test
        void isNotReached() {}
    }

    @Test
    void areMissingWhenTimeIsUp() {
        assertThat(rewardBy(HangingChecks.class, EpisodeLimits.DEFAULT.withVerificationTime(Duration.ofSeconds(1))))
                .isEqualTo(Reward.missing("the verification exceeded its limit of 1 s"));
    }

    static class HangingChecks {

        @Test
        void hangs() throws InterruptedException {
            new CountDownLatch(1).await();
        }

        @Test
        void hangsToo() throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }

    private static Reward rewardBy(Class<?> checks) {
        return rewardBy(checks, EpisodeLimits.DEFAULT);
    }

    private static Reward rewardBy(Class<?> checks, EpisodeLimits limits) {
        Task task = Task.of("nothing", "Do nothing").withLimits(limits).withVerifier(JUnitVerifier.of(checks));
        return Episode.run(task, IDLE, 1).reward();
    }

    @Test
    void tellWhatHappenedWhenTheTestFails() {
        Launched launched = Launched.of(FailingCase.class);

        assertThat(launched.failures()).singleElement().satisfies(failure -> {
            String told = failure.getSuppressed()[0].getMessage();
            assertThat(told).startsWith("Episode of [FailingCase.fails() episode 1, seed 5] when it failed");
            Path folder = Path.of(told.substring(told.indexOf("transcript:   ") + "transcript:   ".length()));
            assertThat(Files.readString(folder.resolve("episode.txt"))).contains("outcome:      the agent finished");
        });
        assertThat(launched.warnings()).isEmpty();
    }

    static class FailingCase implements EpisodeCase {

        @Override
        public Task task() {
            return Task.of("nothing", "Do nothing");
        }

        @Override
        public Agent agent(Task task, long seed) {
            return observation -> List.of();
        }

        @EpisodeTest(seed = 5)
        void fails(EpisodeResult result) {
            throw new AssertionError("on purpose");
        }
    }
}
