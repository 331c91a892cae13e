package dev.curfew.benchmarks.sandbox;

import dev.curfew.benchmarks.harness.Benchmark;
import dev.curfew.benchmarks.harness.Metric;
import dev.curfew.benchmarks.harness.Peer;
import dev.curfew.benchmarks.harness.Plan;
import dev.curfew.benchmarks.harness.Target;
import dev.curfew.benchmarks.harness.Timed;
import dev.curfew.sandbox.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** From the decision to have a container of an image until there is one of one's own. */
public final class SandboxReadyBenchmark {

    private static final Metric TIME = Metric.millis("time", "ready");

    /** Long enough for the pool to be full again. */
    private static final Duration PAUSE = Duration.ofMillis(2500);

    private static final int POOL = 2;
    private static final String POOLED = "Curfew, pooled";
    private static final String RUN = "docker run -d";

    private SandboxReadyBenchmark() {}

    /** {@return the benchmark} */
    public static Benchmark create() {
        return new Benchmark(
                "sandbox-ready",
                "A container of one's own, of an image that is there",
                Plan.of(5, 5, 0),
                List.of(TIME),
                RUN,
                List.of(
                        peer(RUN, Containers::dockerRun, Duration.ZERO),
                        peer(
                                POOLED,
                                () -> Containers.curfew(
                                        Sandbox.docker(Places.image()).withPool(POOL)),
                                PAUSE),
                        peer("Curfew", () -> Containers.curfew(Sandbox.docker(Places.image())), Duration.ZERO),
                        peer("Testcontainers", Containers::testcontainers, Duration.ZERO)),
                List.of(Target.atMost(POOLED, TIME, 5)));
    }

    private static Peer peer(String name, Supplier<Timed> timed, Duration pause) {
        return Peer.java(name, () -> new WarmSampler(timed.get(), pause)).needing(Places::containerMissing);
    }
}
