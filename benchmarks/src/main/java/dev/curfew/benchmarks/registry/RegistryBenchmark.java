package dev.curfew.benchmarks.registry;

import dev.curfew.benchmarks.harness.Benchmark;
import dev.curfew.benchmarks.harness.Measurement;
import dev.curfew.benchmarks.harness.Metric;
import dev.curfew.benchmarks.harness.Peer;
import dev.curfew.benchmarks.harness.Plan;
import dev.curfew.benchmarks.harness.Target;
import java.util.List;

/** Polls, lists and look-ups, in a registry with as many processes as run and are kept by default. */
public final class RegistryBenchmark {

    private static final String PEER = "Curfew";
    private static final Metric POLL = Metric.micros("poll", "poll");
    private static final Metric LIST = Metric.micros("list", "list of the running");
    private static final double MOST_MICROS = 20;

    private RegistryBenchmark() {}

    /** {@return the benchmark} */
    public static Benchmark create() {
        return new Benchmark(
                "registry",
                "A registry with 64 processes that run and 64 that have ended",
                Plan.of(3, 200, 200),
                List.of(
                        POLL,
                        LIST,
                        Metric.micros("all", "list of all, with states"),
                        Metric.micros("find", "look-up by 4 digits")),
                "",
                List.of(Peer.java(PEER, RegistrySampler::new)),
                List.of(target("poll, us", POLL), target("list of the running, us", LIST)));
    }

    private static Target target(String what, Metric metric) {
        return new Target(
                what, MOST_MICROS, true, results -> results.find(PEER, metric).map(Measurement::scaledValue));
    }
}
