package dev.curfew.benchmarks.job;

import dev.curfew.benchmarks.harness.Benchmark;
import dev.curfew.benchmarks.harness.Metric;
import dev.curfew.benchmarks.harness.Peer;
import dev.curfew.benchmarks.harness.Plan;
import dev.curfew.benchmarks.harness.Target;
import java.util.List;

/** How long it takes to launch a detached job, with nothing else in its store, and with many that are over. */
public final class JobBenchmark {

    private static final String EMPTY = "Curfew";
    private static final String FULL = "Curfew, 10,000 finished jobs";
    private static final int MANY = 10_000;
    private static final Metric LAUNCH = Metric.millis("time", "launch");
    private static final double MOST_MILLIS = 5;
    private static final double MOST_TIMES = 1.5;

    private JobBenchmark() {}

    /** {@return the benchmark} */
    public static Benchmark create() {
        return new Benchmark(
                "job",
                "Launch of a detached job, `true`: record, watcher and command",
                Plan.of(3, 200, 100),
                List.of(LAUNCH),
                "",
                List.of(Peer.java(EMPTY, () -> new JobSampler(0)), Peer.java(FULL, () -> new JobSampler(MANY))),
                List.of(Target.atMost(EMPTY, LAUNCH, MOST_MILLIS), Target.atMost(FULL, EMPTY, MOST_TIMES)));
    }
}
