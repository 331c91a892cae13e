package dev.curfew.benchmarks.start;

import dev.curfew.benchmarks.harness.Benchmark;
import dev.curfew.benchmarks.harness.ForkedSampler;
import dev.curfew.benchmarks.harness.Metric;
import dev.curfew.benchmarks.harness.Peer;
import dev.curfew.benchmarks.harness.Plan;
import dev.curfew.benchmarks.harness.Target;
import java.util.List;
import java.util.stream.Stream;

/** From the decision to start the first process of a JVM until its first byte. Each sample has a JVM of its own. */
public final class FirstStartBenchmark {

    static final String PROCESS_BUILDER = "ProcessBuilder";
    static final String CURFEW = "Curfew";
    static final String TERMINAL = "Curfew in a terminal";
    static final String NUPROCESS = "NuProcess";
    static final String ZT_EXEC = "zt-exec";
    static final String COMMONS_EXEC = "commons-exec";
    static final String PTY4J = "pty4j";

    private FirstStartBenchmark() {}

    /** {@return the benchmark} */
    public static Benchmark create() {
        return new Benchmark(
                "first-start",
                "First start in a JVM to the first byte of `echo hi`",
                Plan.of(10, 3, 0),
                List.of(Metric.millis("time", "first byte")),
                PROCESS_BUILDER,
                Stream.of(PROCESS_BUILDER, CURFEW, NUPROCESS, ZT_EXEC, COMMONS_EXEC, PTY4J, TERMINAL)
                        .map(FirstStartBenchmark::peer)
                        .toList(),
                List.of(Target.atMost(CURFEW, PROCESS_BUILDER, 3), Target.atMost(TERMINAL, PROCESS_BUILDER, 5)));
    }

    private static Peer peer(String name) {
        return Peer.java(name, () -> ForkedSampler.ofJvm(FirstStart.class, name));
    }
}
