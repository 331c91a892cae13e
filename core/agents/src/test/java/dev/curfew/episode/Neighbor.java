package dev.curfew.episode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A well-behaved episode that is in the middle of its work while another one misbehaves. */
final class Neighbor implements AutoCloseable {

    private static final Pattern SESSION = Pattern.compile("\"session_id\":\"([^\"]+)\"");

    private static final Task TASK = Task.of("neighbor", "Have cat repeat a line")
            .withVerifier(verification ->
                    Reward.of(verification.transcript().get(2).answer().contains("still here") ? 1 : 0));

    private final CountDownLatch isAtWork = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private final FutureTask<EpisodeResult> episode =
            new FutureTask<>(() -> Episode.run(TASK, (task, seed) -> this::act, 1));

    private Neighbor() {}

    static Neighbor moveIn() throws InterruptedException {
        Neighbor neighbor = new Neighbor();
        new Thread(neighbor.episode, "neighbor").start();
        neighbor.isAtWork.await();
        return neighbor;
    }

    private List<String> act(Observation observation) throws InterruptedException {
        if (observation.turn() == 1) {
            return List.of("{\"action\":\"start\",\"command\":\"cat\"}");
        }
        if (observation.turn() > 2) {
            return List.of();
        }
        isAtWork.countDown();
        goesOn.await();
        Matcher session = SESSION.matcher(observation.answers().get(0));
        assertThat(session.find()).isTrue();
        String fields = ",\"session_id\":\"" + session.group(1) + "\"";
        return List.of(
                "{\"action\":\"submit\",\"data\":\"still here\"" + fields + "}",
                "{\"action\":\"wait\",\"until\":\"still here\"" + fields + "}");
    }

    /** Checks that it was not affected. */
    void requireUnharmed() throws ExecutionException, InterruptedException {
        goesOn.countDown();
        EpisodeResult result = episode.get();
        assertThat(result.outcome()).isEqualTo(new Outcome.Finished());
        assertThat(result.reward()).as(result.transcript().toString()).isEqualTo(Reward.of(1));
        assertThat(result.report().isClean()).isTrue();
    }

    @Override
    public void close() {
        goesOn.countDown();
    }
}
