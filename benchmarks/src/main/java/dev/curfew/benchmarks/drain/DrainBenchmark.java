package dev.curfew.benchmarks.drain;

import dev.curfew.benchmarks.harness.Benchmark;
import dev.curfew.benchmarks.harness.Fixtures;
import dev.curfew.benchmarks.harness.Metric;
import dev.curfew.benchmarks.harness.Peer;
import dev.curfew.benchmarks.harness.Plan;
import dev.curfew.benchmarks.harness.Target;
import java.util.List;
import java.util.function.Supplier;

/** Reading a flood in bounded memory. */
public final class DrainBenchmark {

    private static final Metric SPEED = new Metric("time", "GB/s", Fixtures.floodBytes(), true, false);

    private DrainBenchmark() {}

    /** {@return the benchmark; its workers have a heap of 64 MB, a thirtieth of the flood} */
    public static Benchmark create() {
        return new Benchmark(
                "drain",
                "Drain of " + (Fixtures.floodBytes() >> 20) + " MiB from a pipe, with 64 MB of heap",
                Plan.fresh(5, 1, "-Xmx64m"),
                List.of(
                        SPEED,
                        Metric.megabytes("before", "heap before"),
                        Metric.megabytes("peak", "peak with garbage"),
                        Metric.megabytes("after", "heap after")),
                "C",
                List.of(
                        Peer.c("C", "drain", "pipe"),
                        java("ProcessBuilder", ProcessDrain::new),
                        java("Curfew", CurfewDrain::new)),
                List.of(Target.atLeastSpeed("Curfew", "C", 0.85)));
    }

    private static Peer java(String name, Supplier<Drain> drain) {
        return Peer.java(name, () -> new DrainSampler(drain.get()));
    }
}
