package dev.curfew.benchmarks.end;

import dev.curfew.benchmarks.harness.Benchmark;
import dev.curfew.benchmarks.harness.ForkedSampler;
import dev.curfew.benchmarks.harness.Metric;
import dev.curfew.benchmarks.harness.Peer;
import dev.curfew.benchmarks.harness.Plan;
import dev.curfew.benchmarks.harness.Target;
import java.util.List;

/** From the call that ends the first process or scope of a JVM until it returns. Each sample has a JVM of its own. */
public final class FirstEndBenchmark {

    static final String PROCESS_BUILDER = "ProcessBuilder, destroyForcibly and waitFor";
    static final String CURFEW = "Curfew";
    static final String TERMINAL = "Curfew in a terminal";

    private static final Metric TIME = Metric.millis("time", "call to return");
    private static final double MOST_MILLIS = 20;

    private FirstEndBenchmark() {}

    /** {@return the benchmark} */
    public static Benchmark create() {
        return new Benchmark(
                "first-end",
                "First end of a scope in a JVM, with one `sleep`",
                Plan.of(10, 3, 0),
                List.of(TIME),
                PROCESS_BUILDER,
                List.of(Peer.c("C", "kill", "pipe"), peer(PROCESS_BUILDER), peer(CURFEW), peer(TERMINAL)),
                List.of(Target.atMost(CURFEW, TIME, MOST_MILLIS), Target.atMost(TERMINAL, TIME, MOST_MILLIS)));
    }

    private static Peer peer(String name) {
        return Peer.java(name, () -> ForkedSampler.ofJvm(FirstEnd.class, name));
    }
}
