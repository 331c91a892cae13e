package dev.curfew.junit.episode;

import static dev.curfew.junit.episode.assertj.EpisodeAssertions.assertThat;

import dev.curfew.EnteredSandbox;
import dev.curfew.ProcessRegistry;
import dev.curfew.episode.EpisodeResult;
import dev.curfew.episode.Reward;
import dev.curfew.episode.Task;
import dev.curfew.episode.Verification;
import dev.curfew.junit.BackgroundProcessesExtension;
import dev.curfew.junit.TestRun;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class VerifiesEpisodeTests {

    @Test
    void givesTestsWhatThereIsToLookAt() {
        Task task = Judged.task(JUnitVerifier.of(Looking.class)).withSetUp(Command.shell("echo hello > made"));

        assertThat(Judged.run(task, 5)).isSolved().leftNothing();
    }

    @VerifiesEpisode
    static class Looking {

        private final Verification constructed;

        Looking(Verification verification) {
            constructed = verification;
        }

        @BeforeAll
        static void beforeAll(EnteredSandbox sandbox) {
            assertThat(sandbox).isNotNull();
        }

        @Test
        void seesTheFiles(Verification verification) {
            assertThat(verification.run(Command.of("grep", "hello", "made"))).isSuccess();
            assertThat(verification.seed()).isEqualTo(5);
            assertThat(verification).isSameAs(constructed);
        }

        @Test
        void sharesTheRegistry(ProcessRegistry processes, EnteredSandbox sandbox) {
            assertThat(processes).isSameAs(constructed.processes());
            assertThat(sandbox).isSameAs(constructed.sandbox());
            assertThat(processes.isClosed()).isFalse();
        }

        @Test
        @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void isKnownInOtherThreads(ProcessRegistry processes) {
            assertThat(processes).isSameAs(constructed.processes());
        }
    }

    @Test
    void leavesTestsARegistryOfTheirOwn() {
        assertThat(Judged.by(Own.class, OwnMethod.class, OwnExtension.class).reason())
                .isEqualTo("4 of 4 tests passed");
    }

    @VerifiesEpisode
    @WithBackgroundProcesses
    static class Own {

        @Test
        void isNotThatOfTheEpisode(ProcessRegistry processes, Verification verification) {
            assertThat(processes).isNotSameAs(verification.processes());
            processes.start(Command.of("sleep", "1000"));
        }
    }

    @VerifiesEpisode
    static class OwnMethod {

        @Test
        @WithBackgroundProcesses
        void isNotThatOfTheEpisode(ProcessRegistry processes, Verification verification) {
            assertThat(processes).isNotSameAs(verification.processes());
        }

        @Test
        void isThatOfTheEpisode(ProcessRegistry processes, Verification verification) {
            assertThat(processes).isSameAs(verification.processes());
        }
    }

    @VerifiesEpisode
    static class OwnExtension {

        @RegisterExtension
        static final BackgroundProcessesExtension PROCESSES =
                BackgroundProcessesExtension.builder().build();

        @Test
        void isNotThatOfTheEpisode(ProcessRegistry processes, Verification verification) {
            assertThat(processes).isNotSameAs(verification.processes());
        }
    }

    @Test
    void judgesManyEpisodesAtOnce() {
        Task task = Judged.task(JUnitVerifier.of(Seeded.class));

        List<EpisodeResult> results = LongStream.rangeClosed(1, 24)
                .parallel()
                .mapToObj(seed -> Judged.run(task, seed))
                .toList();

        assertThat(results).allSatisfy(result -> assertThat(result).hasReward(result.seed() % 2 == 0 ? 1 : 0.5));
    }

    @VerifiesEpisode
    static class Seeded {

        @Test
        void passes(Verification verification) {
            assertThat(verification.seed()).isPositive();
        }

        @Test
        void passesForEvenSeeds(Verification verification) {
            assertThat(verification.seed()).isEven();
        }
    }

    /** The limit must leave enough time for the first test to begin, even on a busy machine. */
    @Test
    void endsWithTheTimeOfTheVerification() {
        Task task = Judged.task(JUnitVerifier.of(Hanging.class));

        EpisodeResult result =
                Judged.run(task.withLimits(task.limits().withVerificationTime(Duration.ofSeconds(5))), 77);

        assertThat(result.reward()).isEqualTo(Reward.missing("the verification exceeded its limit of 5 s"));
        assertThat(Hanging.BEGUN.get(77L)).isIn(1, 2);
    }

    @VerifiesEpisode
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Hanging {

        static final Map<Long, Integer> BEGUN = new ConcurrentHashMap<>();

        @Test
        @Order(1)
        void catchesTheInterrupt(Verification verification) {
            BEGUN.merge(verification.seed(), 1, Integer::sum);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                BEGUN.merge(verification.seed(), 1, Integer::sum);
            }
        }

        @Test
        @Order(2)
        void isNotBegun() {
            BEGUN.merge(77L, 100, Integer::sum);
        }
    }

    @Test
    void endsOneByOneWhatIsNotToldOfTheEnd() {
        Task task = Judged.task(JUnitVerifier.of(Waiting.class));

        EpisodeResult result =
                Judged.run(task.withLimits(task.limits().withVerificationTime(Duration.ofMillis(500))), 1);

        assertThat(result.reward()).isEqualTo(Reward.missing("the verification exceeded its limit of 500 ms"));
    }

    static class Waiting {

        @Test
        void waits() throws InterruptedException {
            new CountDownLatch(1).await();
        }

        @Test
        void waitsToo() throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }

    @Test
    void isSkippedOutsideOfAVerification() {
        assertThat(TestRun.of(Seeded.class).skipReasons())
                .containsExactly("there is no episode to judge; JUnitVerifier runs this");
    }
}
