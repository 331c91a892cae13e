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
import java.util.function.Supplier;

/** An episode in a container that waits in a pool. */
public final class SandboxEpisodeBenchmark {

    private static final Metric TIME = Metric.millis("time", "overhead");
    private static final Duration PAUSE = Duration.ofMillis(2500);
    private static final String PEER = "Curfew, pooled";
    private static final String BY_HAND = "docker run, docker rm";
    private static final double MOST_MILLIS = 15;

    private SandboxEpisodeBenchmark() {}

    /** {@return the benchmark} */
    public static Benchmark create() {
        return new Benchmark(
                "sandbox-episode",
                "An episode without a command in a container from a pool",
                Plan.of(5, 5, 2),
                List.of(TIME),
                BY_HAND,
                List.of(peer(BY_HAND, SandboxEpisodeBenchmark::byHand), peer(PEER, SandboxEpisodeBenchmark::pooled)),
                List.of(Target.atMost(PEER, TIME, MOST_MILLIS)));
    }

    private static Peer peer(String name, Supplier<Timed> timed) {
        return Peer.java(name, () -> new WarmSampler(timed.get(), PAUSE)).needing(Places::containerMissing);
    }

    /** A container of one's own, and its end. */
    private static Timed byHand() {
        Timed run = Containers.dockerRun();
        return () -> {
            run.run().close();
            return () -> {};
        };
    }

    private static Timed pooled() {
        Task task = Task.of("nothing", "Do nothing")
                .withSandbox(Sandbox.docker(Places.image()).withPool(2))
                .withVerifier(verification -> Reward.of(1));
        return () -> {
            EpisodeResult result = Episode.run(task, (ignored, seed) -> observation -> List.of(), 1);
            if (!(result.outcome() instanceof Outcome.Finished)) {
                throw new IllegalStateException("The episode must finish: " + result);
            }
            return () -> {};
        };
    }
}
