package dev.curfew.benchmarks.crowd;

import dev.curfew.RegistryOptions;
import dev.curfew.benchmarks.harness.Benchmark;
import dev.curfew.benchmarks.harness.Launcher;
import dev.curfew.benchmarks.harness.Metric;
import dev.curfew.benchmarks.harness.Peer;
import dev.curfew.benchmarks.harness.Plan;
import dev.curfew.benchmarks.harness.Target;
import java.util.List;

/** Many processes at once. */
public final class CrowdBenchmark {

    private static final Metric THREADS = Metric.count("threads", "threads");
    private static final Metric MEMORY = Metric.megabytes("memory", "memory");

    private static final Peer C = Peer.c("C, pipes", "crowd", "pipe");
    private static final Peer BARE = java("ProcessBuilder", Crowds::processBuilder);
    private static final Peer CURFEW = java("Curfew", () -> Crowds.curfew(RegistryOptions.DEFAULT));
    private static final Peer NUPROCESS = java("NuProcess", Crowds::nuProcess);

    private CrowdBenchmark() {}

    /** {@return the benchmark of two hundred processes} */
    public static Benchmark ofTwoHundred() {
        return create(
                "crowd",
                200,
                List.of(
                        C,
                        Peer.c("C, terminals", "crowd", "terminal"),
                        BARE,
                        CURFEW,
                        NUPROCESS,
                        java("zt-exec", Crowds::ztExec),
                        java("commons-exec", Crowds::commonsExec),
                        java("pty4j", () -> new ProcessCrowd(Launcher.TERMINAL, Process::destroyForcibly)),
                        java("Curfew in terminals", () -> new CurfewCrowd(RegistryOptions.DEFAULT, true))),
                List.of());
    }

    /** {@return the benchmark of a thousand processes} */
    public static Benchmark ofAThousand() {
        return create(
                "crowd-1000",
                1000,
                List.of(C, BARE, CURFEW, NUPROCESS),
                List.of(
                        Target.atMost("Curfew", "ProcessBuilder", 0.25),
                        Target.atMost("Curfew", "NuProcess", 1),
                        Target.atMost("Curfew", THREADS, 1000),
                        Target.atMost("Curfew", MEMORY, 90)));
    }

    private static Benchmark create(String name, int processes, List<Peer> peers, List<Target> targets) {
        return new Benchmark(
                name,
                processes + " processes at once, half `cat`, half `sleep`",
                Plan.fresh(3, processes),
                List.of(
                        Metric.millis("start", "start all"),
                        THREADS,
                        Metric.count("descriptors", "descriptors"),
                        MEMORY,
                        Metric.millis("echo", "echo through all")),
                "ProcessBuilder",
                peers,
                targets);
    }

    private static Peer java(String name, Crowd.Opener opener) {
        return Peer.java(name, () -> new CrowdSampler(opener));
    }
}
