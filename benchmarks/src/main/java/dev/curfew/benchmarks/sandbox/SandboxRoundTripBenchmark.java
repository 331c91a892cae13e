package dev.curfew.benchmarks.sandbox;

import dev.curfew.benchmarks.harness.Benchmark;
import dev.curfew.benchmarks.harness.Metric;
import dev.curfew.benchmarks.harness.Peer;
import dev.curfew.benchmarks.harness.Plan;
import dev.curfew.benchmarks.harness.Target;
import dev.curfew.benchmarks.roundtrip.RoundTrips;
import dev.curfew.sandbox.Sandbox;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** From sending a line to a {@code cat} in a sandbox until the line is seen. */
public final class SandboxRoundTripBenchmark {

    private static final Plan PLAN = Plan.of(10, 1000, 10_000);

    private SandboxRoundTripBenchmark() {}

    /** {@return the benchmark in a running container} */
    public static Benchmark inContainers() {
        return benchmark(
                "sandbox-round-trip-docker",
                "Expect round trip with `cat` in a running container",
                "docker exec",
                () -> Places.dockerExec("-i", List.of("cat")),
                Places::containerSandbox,
                Places::containerMissing);
    }

    /** {@return the benchmark on a host} */
    public static Benchmark overSsh() {
        return benchmark(
                "sandbox-round-trip-ssh",
                "Expect round trip with `cat` over SSH to this machine",
                "ssh, ControlMaster",
                () -> Places.sharedSsh("cat"),
                Places::hostSandbox,
                Places::hostMissing);
    }

    private static Benchmark benchmark(
            String name,
            String title,
            String client,
            Supplier<List<String>> words,
            Supplier<Sandbox> sandbox,
            Supplier<Optional<String>> missing) {
        return new Benchmark(
                name,
                title,
                PLAN,
                List.of(Metric.MICROSECONDS),
                client,
                List.of(
                        Peer.java(client, () -> RoundTrips.byStream(words.get()))
                                .needing(missing),
                        Peer.java(client + ", reader thread", () -> RoundTrips.byThread(words.get()))
                                .needing(missing),
                        Peer.java("Curfew", () -> RoundTrips.byCurfew(sandbox.get()))
                                .needing(missing)),
                List.of(Target.atMost("Curfew", client, 1.3)));
    }
}
