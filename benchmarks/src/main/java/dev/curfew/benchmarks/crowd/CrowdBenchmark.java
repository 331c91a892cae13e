package dev.curfew.benchmarks.crowd;

import dev.curfew.RegistryOptions;
import dev.curfew.benchmarks.harness.Benchmark;
import dev.curfew.benchmarks.harness.Launcher;
import dev.curfew.benchmarks.harness.Metric;
import dev.curfew.benchmarks.harness.Peer;
import dev.curfew.benchmarks.harness.Plan;
import java.util.List;

/** Many processes at once. */
public final class CrowdBenchmark {

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
                        java("Curfew in terminals", () -> new CurfewCrowd(RegistryOptions.DEFAULT, true))));
    }

    /** {@return the benchmark of a thousand processes} */
    public static Benchmark ofAThousand() {
        return create("crowd-1000", 1000, List.of(C, BARE, CURFEW, NUPROCESS));
    }

    private static Benchmark create(String name, int processes, List<Peer> peers) {
        return new Benchmark(
                name,
                processes + " processes at once, half `cat`, half `sleep`",
                Plan.fresh(3, processes),
                List.of(
                        Metric.millis("start", "start all"),
                        Metric.count("threads", "threads"),
                        Metric.count("descriptors", "descriptors"),
                        Metric.megabytes("memory", "memory"),
                        Metric.millis("echo", "echo through all")),
                "ProcessBuilder",
                peers,
                List.of());
    }

    private static Peer java(String name, Crowd.Opener opener) {
        return Peer.java(name, () -> new CrowdSampler(opener));
    }
}
