package dev.curfew.benchmarks.suite;

import dev.curfew.benchmarks.harness.Benchmark;
import dev.curfew.benchmarks.harness.ForkedSampler;
import dev.curfew.benchmarks.harness.Metric;
import dev.curfew.benchmarks.harness.Peer;
import dev.curfew.benchmarks.harness.Plan;
import java.util.List;

/** A whole run of one test class, in a JVM of its own for each sample: the JVM, JUnit, the tests and their commands. */
public final class SuiteBenchmark {

    private static final String BARE = "ProcessBuilder, by hand";

    private SuiteBenchmark() {}

    /** {@return the benchmark} */
    public static Benchmark create() {
        return new Benchmark(
                "test-class",
                "A class of " + Suite.TESTS + " JUnit tests with a command each, in a JVM of its own",
                Plan.of(10, 1, 0),
                List.of(Metric.millis("wall", "time"), Metric.millis("cpu", "CPU time of all processes")),
                BARE,
                List.of(peer(BARE, ProcessBuilderTests.class), peer("Curfew", CurfewTests.class)),
                List.of());
    }

    private static Peer peer(String name, Class<?> tests) {
        return Peer.java(name, () -> ForkedSampler.timing(Suite.class, tests.getName()));
    }
}
