package dev.curfew.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.internal.FakeTime;
import dev.curfew.process.Command;
import dev.curfew.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpisodesTests {

    private static final Agent.Factory IDLE = (task, seed) -> observation -> List.of();
    private static final Task A = Task.of("a", "Do it").withVerifier(verification -> Reward.of(1));
    private static final Task B = Task.of("b", "Do that").withVerifier(verification -> Reward.of(0, "not done"));
    private static final Sandbox BROKEN = Sandbox.entering("/no/such/program");

    @TempDir
    Path folder;

    /** Independent of how busy this machine is. */
    private static Episodes episodes(Task... tasks) {
        return Episodes.of(tasks).withHeadroom(Headroom.unlimited());
    }

    @Test
    void runsEachTaskSoManyTimes() {
        EpisodesReport report =
                episodes(A, B).withAgents(IDLE).withEpisodesPerTask(3).run();

        assertThat(report.isComplete()).isTrue();
        assertThat(report.isClean()).isTrue();
        assertThat(report.finished())
                .extracting(episode -> episode.key().toString())
                .containsExactly("a[0]", "b[0]", "a[1]", "b[1]", "a[2]", "b[2]");
        assertThat(report.summary().solved()).isEqualTo(new EpisodesSummary.Rate(3, 6));
    }

    @Test
    void refusesTasksOfTheSameName() {
        assertThatThrownBy(() -> Episodes.of(A, A))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("names of tasks must be unique: a");
    }

    @Test
    void needsAnAgent() {
        assertThatThrownBy(() -> episodes(A).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Failed to run episodes: there are no agents; use Episodes.withAgents");
    }

    @Test
    void givesTheSameResultsForTheSameSeedsWhateverTheConcurrency() {
        Task task = A.withVerifier(verification -> Reward.of(new Random(verification.seed()).nextDouble()));
        Episodes episodes =
                episodes(task, B).withAgents(IDLE).withEpisodesPerTask(8).withSeed(42);

        List<String> one = told(episodes.withConcurrency(1).run());
        List<String> eight = told(episodes.withConcurrency(8).run());

        assertThat(eight).isEqualTo(one);
        assertThat(told(episodes.withSeed(43).run())).isNotEqualTo(one);
    }

    private static List<String> told(EpisodesReport report) {
        return report.finished().stream()
                .map(episode -> episode.key() + " " + episode.result())
                .toList();
    }

    @Test
    void countsAsSolvedWhatHasTheRewardThatIsWanted() {
        Task half = Task.of("half", "Do half").withVerifier(verification -> Reward.of(0.5));
        Episodes episodes = episodes(A, B, half).withAgents(IDLE);

        assertThat(episodes.run().summary().solved()).isEqualTo(new EpisodesSummary.Rate(1, 3));
        assertThat(episodes.withSolvedAt(0.5).run().summary().solved()).isEqualTo(new EpisodesSummary.Rate(2, 3));
        assertThatThrownBy(() -> episodes.withSolvedAt(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("reward must be finite: NaN");
    }

    @Test
    void writesTheTranscriptOfEachEpisode() {
        Episodes episodes = episodes(A)
                .withAgents((task, seed) ->
                        observation -> observation.turn() > 3 ? List.of() : List.of("{\"action\":\"list\"}"))
                .withEpisodesPerTask(2);

        episodes.withTranscripts(folder.resolve("all"), 10_000).run();
        episodes.withTranscripts(folder.resolve("none"), 1).run();

        for (String name : List.of("a-0.jsonl", "a-1.jsonl")) {
            assertThat(folder.resolve("all").resolve(name))
                    .content()
                    .hasLineCount(3)
                    .contains("{\"turn\":3,", "\"call\":\"{\\\"action\\\":\\\"list\\\"}\"");
            assertThat(folder.resolve("none").resolve(name)).hasContent("{\"omitted\":3}\n");
        }
    }

    @Test
    void takesSeedsAsTheyAreGiven() {
        EpisodesReport report = episodes(A).withAgents(IDLE).withSeeds(7, 5).run();

        assertThat(report.finished())
                .extracting(FinishedEpisode::key)
                .containsExactly(new EpisodeKey("a", 0, 7), new EpisodeKey("a", 1, 5));
        assertThatThrownBy(() -> episodes(A).withSeeds(7, 7)).hasMessage("seeds must be distinct: [7, 7]");
    }

    @Test
    void runsNoMoreAtOnceThanItMay() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Task task = A.withVerifier(verification -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            verification.run(Command.of("true"));
            now.decrementAndGet();
            return Reward.of(1);
        });

        episodes(task)
                .withAgents(IDLE)
                .withEpisodesPerTask(12)
                .withConcurrency(3)
                .run();

        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void doesNotRunAgainWhatIsFinished() {
        Path results = folder.resolve("results.jsonl");
        AtomicInteger acted = new AtomicInteger();
        Episodes episodes = episodes(A)
                .withAgents((task, seed) -> observation -> {
                    acted.incrementAndGet();
                    return List.of();
                })
                .withResults(results);
        EpisodesReport first = episodes.withEpisodesPerTask(2).run();

        EpisodesReport second = episodes.withEpisodesPerTask(5).run();

        assertThat(acted).hasValue(5);
        assertThat(first.resumed()).isZero();
        assertThat(second.resumed()).isEqualTo(2);
        assertThat(second.isComplete()).isTrue();
        assertThat(EpisodeResults.read(results).finished()).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void endsAllAtOnceWhenItsThreadIsInterrupted() throws InterruptedException {
        CountDownLatch acting = new CountDownLatch(3);
        AtomicReference<EpisodesReport> report = new AtomicReference<>();
        Thread thread = new Thread(() -> report.set(episodes(A)
                .withAgents(hanging(acting))
                .withEpisodesPerTask(5)
                .withConcurrency(3)
                .withResults(folder.resolve("results.jsonl"))
                .run()));
        thread.start();
        acting.await();

        thread.interrupt();

        thread.join();
        assertThat(report.get().stopped()).hasValue("the thread of the run was interrupted");
        assertThat(report.get().finished()).isEmpty();
        assertThat(report.get().abandoned()).hasSize(3);
        assertThat(report.get().notBegun()).hasSize(2);
        assertThat(EpisodeResults.read(folder.resolve("results.jsonl")).finished())
                .isEmpty();
    }

    private static Agent.Factory hanging(CountDownLatch acting) {
        return (task, seed) -> observation -> {
            acting.countDown();
            new CountDownLatch(1).await();
            return List.of();
        };
    }

    @Test
    void endsAtItsDeadlineAndResumes() throws InterruptedException {
        FakeTime time = new FakeTime();
        CountDownLatch acting = new CountDownLatch(1);
        AtomicReference<EpisodesReport> report = new AtomicReference<>();
        Episodes episodes = episodes(A, B).withResults(folder.resolve("results.jsonl"));
        Thread thread = new Thread(() -> report.set(episodes.withAgents(hanging(acting))
                .withConcurrency(1)
                .withDeadline(Duration.ofMinutes(10))
                .timedBy(time)
                .run()));
        thread.start();
        acting.await();

        time.pass(Duration.ofMinutes(10));

        thread.join();
        assertThat(report.get().stopped()).hasValue("the deadline of 600 s has passed");
        assertThat(report.get().abandoned()).containsExactly(new EpisodeKey("a", 0, Seeds.of(0, "a", 0)));
        assertThat(episodes.withAgents(IDLE).run().isComplete()).isTrue();
    }

    /** The cost of earlier runs counts. */
    @Test
    void beginsNothingMoreOnceTheBudgetIsSpent() {
        Episodes episodes = episodes(A)
                .withAgents(IDLE)
                .withEpisodesPerTask(5)
                .withConcurrency(1)
                .withBudget(2, result -> 1)
                .withResults(folder.resolve("results.jsonl"));

        EpisodesReport first = episodes.run();
        EpisodesReport again = episodes.run();
        EpisodesReport richer = episodes.withBudget(4, result -> 1).run();

        assertThat(first.finished()).hasSize(2);
        assertThat(first.notBegun()).hasSize(3);
        assertThat(first.stopped()).hasValue("the budget of 2 is used up");
        assertThat(again.finished()).hasSize(2);
        assertThat(again.stopped()).isEqualTo(first.stopped());
        assertThat(richer.finished()).hasSize(4);
    }

    @Test
    void finishesWhatRunsWhenTheBudgetIsSpent() {
        CountDownLatch bothAct = new CountDownLatch(2);
        CountDownLatch isSpent = new CountDownLatch(1);
        Agent.Factory agents = (task, seed) -> observation -> {
            bothAct.countDown();
            bothAct.await();
            if (task == B) {
                isSpent.await();
            }
            return List.of();
        };

        EpisodesReport report = episodes(A, B)
                .withAgents(agents)
                .withEpisodesPerTask(1)
                .withConcurrency(2)
                .withBudget(1, result -> 1)
                .withListener(new EpisodeListener() {
                    @Override
                    public void ended(FinishedEpisode episode) {
                        isSpent.countDown();
                    }
                })
                .run();

        assertThat(report.finished()).hasSize(2);
        assertThat(report.stopped()).hasValue("the budget of 1 is used up");
    }

    @Test
    void saysWhichCostIsNotKnown() {
        EpisodesReport report = episodes(A)
                .withAgents(IDLE)
                .withEpisodesPerTask(2)
                .withConcurrency(1)
                .withBudget(9, result -> Double.NaN)
                .run();

        assertThat(report.finished()).hasSize(1);
        assertThat(report.stopped().orElseThrow()).startsWith("the cost of a#").contains("must not be negative", "NaN");
    }

    @Test
    void triesAgainWhatTheSandboxIsToBlameFor() throws InterruptedException {
        FakeTime time = new FakeTime();
        AtomicReference<EpisodesReport> report = new AtomicReference<>();
        List<Integer> attempts = Collections.synchronizedList(new ArrayList<>());
        Episodes episodes = episodes(A.withSandbox(BROKEN))
                .withAgents(IDLE)
                .withAttempts(3)
                .timedBy(time)
                .withListener(new EpisodeListener() {
                    @Override
                    public void began(EpisodeKey key, int attempt, String place) {
                        attempts.add(attempt);
                    }
                });
        Thread thread = new Thread(() -> report.set(episodes.run()));
        thread.start();

        await().untilAsserted(() -> {
            time.pass(Duration.ofSeconds(1));
            assertThat(report.get()).isNotNull();
        });

        thread.join();
        assertThat(attempts).containsExactly(1, 2, 3);
        assertThat(report.get().finished()).singleElement().satisfies(episode -> {
            assertThat(episode.result().attempt()).isEqualTo(3);
            assertThat(episode.result().outcome()).isInstanceOf(Outcome.SandboxFailed.class);
        });
        assertThat(report.get().notes())
                .anyMatch(note -> note.startsWith("a[0] is tried again, attempt 2 of 3, in 1 s"));
    }

    @Test
    void triesOnlyOnceWhatFailsOtherwise() {
        AtomicInteger made = new AtomicInteger();
        EpisodesReport report = episodes(A)
                .withAgents((task, seed) -> {
                    made.incrementAndGet();
                    throw new IllegalStateException("no model");
                })
                .run();

        assertThat(made).hasValue(1);
        assertThat(report.summary().outcomes()).containsEntry("agent_failed", 1);
        assertThat(report.summary().missing())
                .containsEntry("the agent failed: java.lang.IllegalStateException: no model", 1);
    }

    @Test
    void goesOnAfterAnErrorOfOneEpisode() {
        EpisodesReport report = episodes(A, B)
                .withAgents((task, seed) -> {
                    if (task.name().equals("a")) {
                        throw new StackOverflowError("deep");
                    }
                    return observation -> List.of();
                })
                .withSandboxPool(SandboxPool.of("here", Sandbox.local(), 1), (task, sandbox) -> {
                    if (task.name().equals("a")) {
                        throw new AssertionError("nowhere");
                    }
                    return task.withSandbox(sandbox);
                })
                .run();

        assertThat(report.isComplete()).isTrue();
        assertThat(report.finished().get(0).result().outcome())
                .isEqualTo(new Outcome.SetUpFailed("java.lang.AssertionError: nowhere"));
        assertThat(report.finished().get(1).result().outcome()).isEqualTo(new Outcome.Finished());
    }

    @Test
    void dividesEpisodesAmongPlaces() {
        List<String> pool = Collections.synchronizedList(new ArrayList<>());
        EpisodesReport report = episodes(A)
                .withAgents(IDLE)
                .withEpisodesPerTask(20)
                .withSandboxPool(SandboxPool.of("one", Sandbox.local(), 2).and("two", Sandbox.entering("env"), 2))
                .withListener(new EpisodeListener() {
                    @Override
                    public void ended(FinishedEpisode episode) {
                        pool.add(episode.place());
                    }
                })
                .run();

        assertThat(report.isComplete()).isTrue();
        assertThat(report.isClean()).isTrue();
        assertThat(pool).hasSize(20).contains("one", "two");
    }

    @Test
    void setsAPlaceAsideWhoseSandboxFails() {
        EpisodesReport report = episodes(A)
                .withAgents(IDLE)
                .withEpisodesPerTask(12)
                .withAttempts(4)
                .withPause(Duration.ofMillis(1))
                .withSandboxPool(SandboxPool.of("good", Sandbox.local(), 1)
                        .and("broken", BROKEN, 1)
                        .withTolerance(2, Duration.ofHours(1)))
                .run();

        assertThat(report.finished())
                .hasSize(12)
                .allSatisfy(episode -> assertThat(episode.result().outcome()).isEqualTo(new Outcome.Finished()));
        assertThat(report.notes())
                .contains("place [broken] is set aside for 3600 s: its sandbox failed 2 times in a row");
    }

    @Test
    void waitsWhileThereIsNoRoom() {
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<String> held = Collections.synchronizedList(new ArrayList<>());
        Task task = A.withVerifier(verification -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            await().until(() -> asked.get() > 3);
            now.decrementAndGet();
            return Reward.of(1);
        });

        EpisodesReport report = episodes(task)
                .withAgents(IDLE)
                .withEpisodesPerTask(4)
                .withConcurrency(4)
                .withHeadroom(() -> {
                    asked.incrementAndGet();
                    return Optional.of("memory is short");
                })
                .withListener(new EpisodeListener() {
                    @Override
                    public void progress(EpisodesProgress progress) {
                        held.add(progress.held());
                    }
                })
                .run();

        assertThat(report.isComplete()).isTrue();
        assertThat(most).hasValue(1);
        assertThat(held).contains("memory is short");
    }

    @Test
    void survivesListenersThatFail() {
        EpisodesReport report = episodes(A)
                .withAgents(IDLE)
                .withListener(new EpisodeListener() {
                    @Override
                    public void ended(FinishedEpisode episode) {
                        throw new IllegalStateException("no screen");
                    }
                })
                .run();

        assertThat(report.isComplete()).isTrue();
        assertThat(report.notes()).containsExactly("a listener failed: java.lang.IllegalStateException: no screen");
    }
}
