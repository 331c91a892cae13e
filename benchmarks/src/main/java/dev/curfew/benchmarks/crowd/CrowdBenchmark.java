package dev.curfew.benchmarks.crowd;

import dev.curfew.benchmarks.harness.Benchmark;
import dev.curfew.benchmarks.harness.Launcher;
import dev.curfew.benchmarks.harness.Metric;
import dev.curfew.benchmarks.harness.Peer;
import dev.curfew.benchmarks.harness.Plan;
import java.util.List;

/** Many processes at once. */
public final class CrowdBenchmark {

    private static final int PROCESSES = 200;

    private CrowdBenchmark() {}

    /** {@return the benchmark} */
    public static Benchmark create() {
        return new Benchmark(
                "crowd",
                PROCESSES + " processes at once, half `cat`, half `sleep`",
                Plan.fresh(3, PROCESSES),
                List.of(
                        Metric.millis("start", "start all"),
                        Metric.count("threads", "threads"),
                        Metric.megabytes("memory", "memory"),
                        Metric.millis("echo", "echo through all")),
                "ProcessBuilder",
                List.of(
                        Peer.c("C, pipes", "crowd", "pipe"),
                        Peer.c("C, terminals", "crowd", "terminal"),
                        java("ProcessBuilder", () -> new ProcessCrowd(Launcher.PIPES)),
                        java("Curfew", () -> new CurfewCrowd(false)),
                        java("NuProcess", NuProcessCrowd::new),
                        java("zt-exec", ZtExecCrowd::new),
                        java("commons-exec", CommonsExecCrowd::new),
                        java("pty4j", () -> new ProcessCrowd(Launcher.TERMINAL)),
                        java("Curfew in terminals", () -> new CurfewCrowd(true))),
                List.of());
    }

    private static Peer java(String name, Crowd.Opener opener) {
        return Peer.java(name, () -> new CrowdSampler(opener));
    }
}
