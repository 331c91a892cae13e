package dev.curfew.benchmarks.sandbox;

import dev.curfew.benchmarks.harness.Benchmark;
import dev.curfew.benchmarks.harness.Metric;
import dev.curfew.benchmarks.harness.Peer;
import dev.curfew.benchmarks.harness.Plan;
import dev.curfew.benchmarks.harness.Target;
import dev.curfew.benchmarks.harness.Timed;
import dev.curfew.episode.Episode;
import dev.curfew.episode.EpisodeResult;
import dev.curfew.episode.Outcome;
import dev.curfew.episode.Reward;
import dev.curfew.episode.Task;
import dev.curfew.sandbox.Sandbox;
import java.time.Duration;
import java.util.List;

/** An episode in a container that waits in a pool. */
public final class SandboxEpisodeBenchmark {

    private static final Metric TIME = Metric.millis("time", "overhead");
    private static final Duration PAUSE = Duration.ofMillis(2500);
    private static final String PEER = "Curfew, pooled";
    private static final double MOST_MILLIS = 15;

    private SandboxEpisodeBenchmark() {}

    /** {@return the benchmark} */
    public static Benchmark create() {
        return new Benchmark(
                "sandbox-episode",
                "An episode without a command in a container from a pool",
                Plan.of(5, 5, 2),
                List.of(TIME),
                "",
                List.of(Peer.java(PEER, () -> new WarmSampler(SandboxEpisodeBenchmark.timed(), PAUSE))
                        .needing(Places::containerMissing)),
                List.of(Target.atMost(PEER, TIME, MOST_MILLIS)));
    }

    private static Timed timed() {
        Task task = Task.of("nothing", "Do nothing")
                .in(Sandbox.docker(Places.image()).pooled(2))
                .judgedBy(verification -> Reward.of(1));
        return () -> {
            EpisodeResult result = Episode.run(task, (ignored, seed) -> observation -> List.of(), 1);
            if (!(result.outcome() instanceof Outcome.Finished)) {
                throw new IllegalStateException("The episode must finish: " + result);
            }
            return () -> {};
        };
    }
}
