package dev.curfew.benchmarks.episode;

import dev.curfew.benchmarks.harness.Benchmark;
import dev.curfew.benchmarks.harness.Metric;
import dev.curfew.benchmarks.harness.Peer;
import dev.curfew.benchmarks.harness.Plan;
import dev.curfew.benchmarks.harness.Target;
import java.util.List;

/** One episode after the other without a command, and many at once. */
public final class EpisodeBenchmark {

    private static final String PEER = "Curfew";
    private static final int CROWD = 200;
    private static final double MOST_MILLIS = 5;
    private static final double MOST_MEGABYTES = 0.3;

    private EpisodeBenchmark() {}

    /** {@return the benchmark of one after the other} */
    public static Benchmark ofOne() {
        Metric time = Metric.millis("time", "overhead");
        return new Benchmark(
                "episode",
                "An episode without a command on this machine",
                Plan.of(5, 100, 300),
                List.of(time),
                "",
                List.of(
                        Peer.java(PEER, () -> new EpisodeSampler(false)),
                        Peer.java(PEER + ", results on disk", () -> new EpisodeSampler(true))),
                List.of(Target.atMost(PEER, time, MOST_MILLIS)));
    }

    /** {@return the benchmark of many at once} */
    public static Benchmark ofManyAtOnce() {
        Metric memory = Metric.megabytes("memory", "heap for each");
        return new Benchmark(
                "episode-crowd",
                CROWD + " episodes at once, of which each runs a command and waits for a second",
                Plan.fresh(5, CROWD),
                List.of(
                        Metric.millis("whole", "all"),
                        Metric.millis("first", "until all have begun"),
                        memory,
                        Metric.megabytes("resident", "resident for each"),
                        Metric.count("threads", "threads for each")),
                "",
                List.of(Peer.java(PEER, CrowdOfEpisodes::new)),
                List.of(Target.atMost(PEER, memory, MOST_MEGABYTES)));
    }
}
