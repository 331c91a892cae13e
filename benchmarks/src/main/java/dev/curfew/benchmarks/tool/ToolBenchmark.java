package dev.curfew.benchmarks.tool;

import dev.curfew.benchmarks.harness.Benchmark;
import dev.curfew.benchmarks.harness.Metric;
import dev.curfew.benchmarks.harness.Peer;
import dev.curfew.benchmarks.harness.Plan;
import dev.curfew.benchmarks.harness.Target;
import java.util.List;

/** What a call of the agent's tool costs, besides its wait. */
public final class ToolBenchmark {

    private static final String PEER = "Curfew";
    private static final Metric POLL = Metric.micros("poll", "poll");
    private static final Metric LIST = Metric.micros("list", "list of 64");
    private static final double MOST_MICROS = 100;

    private ToolBenchmark() {}

    /** {@return the benchmark} */
    public static Benchmark create() {
        return new Benchmark(
                "tool",
                "A call of the tool, from JSON to JSON, with 64 processes whose logs are full",
                Plan.of(3, 2000, 1000),
                List.of(
                        POLL,
                        Metric.micros("cursor", "poll, nothing new"),
                        Metric.micros("write", "write"),
                        Metric.micros("wrong", "unknown action"),
                        LIST),
                "",
                List.of(Peer.java(PEER, ToolSampler::new)),
                List.of(Target.atMost(PEER, POLL, MOST_MICROS), Target.atMost(PEER, LIST, MOST_MICROS)));
    }
}
