package dev.curfew.benchmarks.overhead;

import dev.curfew.benchmarks.harness.Benchmark;
import dev.curfew.benchmarks.harness.Measurement;
import dev.curfew.benchmarks.harness.Metric;
import dev.curfew.benchmarks.harness.Peer;
import dev.curfew.benchmarks.harness.Plan;
import dev.curfew.benchmarks.harness.Target;
import java.util.List;

/** What the extension adds to a test that starts nothing. */
public final class OverheadBenchmark {

    private static final String PEER = "Curfew";
    private static final Metric ADDED = Metric.micros("added", "added by injection");
    private static final double MOST_MICROS = 50;

    private OverheadBenchmark() {}

    /** {@return the benchmark} */
    public static Benchmark create() {
        return new Benchmark(
                "overhead",
                "An empty JUnit test, of " + EmptyTests.COUNT + " in a class, through the launcher",
                Plan.of(5, 10, 20),
                List.of(
                        Metric.micros("plain", "plain"),
                        Metric.micros("annotated", "annotated"),
                        Metric.micros("injected", "registry injected"),
                        Metric.micros("idle", "added by annotation"),
                        ADDED,
                        Metric.count("threads", "threads started"),
                        Metric.count("children", "processes")),
                "",
                List.of(Peer.java(PEER, OverheadSampler::new)),
                List.of(target()));
    }

    private static Target target() {
        return new Target(
                "microseconds added to an empty test with an injected registry",
                MOST_MICROS,
                true,
                results -> results.find(PEER, ADDED).map(Measurement::scaledValue));
    }
}
