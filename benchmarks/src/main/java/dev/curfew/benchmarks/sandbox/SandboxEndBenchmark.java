package dev.curfew.benchmarks.sandbox;

import dev.curfew.benchmarks.harness.Benchmark;
import dev.curfew.benchmarks.harness.Metric;
import dev.curfew.benchmarks.harness.Peer;
import dev.curfew.benchmarks.harness.Plan;
import dev.curfew.benchmarks.harness.Target;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** From the call that kills a tree in a sandbox until it has returned. */
public final class SandboxEndBenchmark {

    private static final Metric TIME = Metric.millis("time", "call to return");
    private static final Metric WORST = TIME.worst("worst, ms");
    private static final Metric ALIVE = Metric.count("alive", "alive").worst("alive afterwards");

    private static final String CLIENT = "docker exec, client killed";
    private static final String BY_PID = "docker exec, kill -9 of known pids";
    private static final String CONTAINER = "Curfew in a container";
    private static final String HOST = "Curfew over SSH";
    private static final double LIMIT = 30;

    private SandboxEndBenchmark() {}

    /** {@return the benchmark} */
    public static Benchmark create() {
        return new Benchmark(
                "sandbox-end",
                "Kill of a tree in a sandbox, a shell and two `sleep`s, one in a session of its own",
                Plan.of(5, 10, 20),
                List.of(TIME, WORST, ALIVE),
                BY_PID,
                List.of(
                        peer(BY_PID, Ending::byPid, Places::containerMissing),
                        peer(CLIENT, Ending::client, Places::containerMissing),
                        peer(CONTAINER, () -> Ending.curfew(Places.containerSandbox()), Places::containerMissing),
                        peer(HOST, () -> Ending.curfew(Places.hostSandbox()), Places::hostMissing)),
                List.of(
                        Target.atMost(CONTAINER, TIME, LIMIT),
                        Target.atMost(HOST, TIME, LIMIT),
                        Target.atMost(CONTAINER, ALIVE, 0),
                        Target.atMost(HOST, ALIVE, 0)));
    }

    private static Peer peer(String name, Supplier<Ending> ending, Supplier<Optional<String>> missing) {
        return Peer.java(name, () -> new EndingSampler(ending.get())).needing(missing);
    }
}
