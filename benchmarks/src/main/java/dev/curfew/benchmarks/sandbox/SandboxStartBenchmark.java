package dev.curfew.benchmarks.sandbox;

import dev.curfew.benchmarks.harness.Benchmark;
import dev.curfew.benchmarks.harness.Launcher;
import dev.curfew.benchmarks.harness.Metric;
import dev.curfew.benchmarks.harness.Peer;
import dev.curfew.benchmarks.harness.Plan;
import dev.curfew.benchmarks.harness.Target;
import dev.curfew.benchmarks.harness.Timed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** From the decision to start a command in a container or on a host until its first byte. */
public final class SandboxStartBenchmark {

    private static final Plan PLAN = Plan.of(5, 20, 0);
    private static final Metric TIME = Metric.millis("time", "first byte");

    /** Longer than a client takes to get in, so that one waits inside. */
    private static final Duration PAUSE = Duration.ofMillis(400);

    private static final String WARM = "Curfew";
    private static final String IN_A_ROW = "Curfew, one after the other";

    private SandboxStartBenchmark() {}

    /** {@return the benchmark in a running container} */
    public static Benchmark inContainers() {
        Supplier<Timed> curfew = () -> FirstBytes.curfew(Places.containerSandbox(), false);
        return benchmark(
                "sandbox-start-docker",
                "Start to the first byte of `echo hi`, in a running container",
                "docker exec",
                List.of(Target.atMost(WARM, TIME, 2), Target.atMost(IN_A_ROW, TIME, 20)),
                List.of(
                        inContainer(
                                "docker exec",
                                () -> FirstBytes.client(Launcher.PIPES, Places.dockerExec("-i", FirstBytes.COMMAND)),
                                Duration.ZERO),
                        inContainer(WARM, curfew, PAUSE),
                        inContainer(IN_A_ROW, curfew, Duration.ZERO),
                        inContainer("docker-java", DockerJava::exec, Duration.ZERO),
                        inContainer("Testcontainers", DockerJava::execInContainer, Duration.ZERO)));
    }

    /** {@return the benchmark on a host} */
    public static Benchmark overSsh() {
        Supplier<Timed> curfew = () -> FirstBytes.curfew(Places.hostSandbox(), false);
        return benchmark(
                "sandbox-start-ssh",
                "Start to the first byte of `echo hi`, over SSH to this machine",
                "ssh, ControlMaster",
                List.of(Target.atMost(WARM, TIME, 3), Target.atMost(IN_A_ROW, TIME, 10)),
                List.of(
                        onHost(
                                "ssh",
                                () -> FirstBytes.client(Launcher.PIPES, Places.ssh(FirstBytes.LINE)),
                                Duration.ZERO),
                        onHost(
                                "ssh, ControlMaster",
                                () -> FirstBytes.client(Launcher.PIPES, Places.sharedSsh(FirstBytes.LINE)),
                                Duration.ZERO),
                        onHost(WARM, curfew, PAUSE),
                        onHost(IN_A_ROW, curfew, Duration.ZERO),
                        onHost("jsch, connected", SshLibraries::jsch, Duration.ZERO),
                        onHost("MINA, connected", SshLibraries::mina, Duration.ZERO)));
    }

    /** {@return the benchmark on a terminal in a running container} */
    public static Benchmark onTerminals() {
        Supplier<Timed> curfew = () -> FirstBytes.curfew(Places.containerSandbox(), true);
        return benchmark(
                "sandbox-terminal",
                "Start to the first byte of `echo hi`, on a terminal in a running container",
                "docker exec -it",
                List.of(Target.atMost(WARM, TIME, 8)),
                List.of(
                        inContainer(
                                "docker exec -it",
                                () -> FirstBytes.client(
                                        Launcher.TERMINAL, Places.dockerExec("-it", FirstBytes.COMMAND)),
                                Duration.ZERO),
                        inContainer(WARM, curfew, PAUSE),
                        inContainer(IN_A_ROW, curfew, Duration.ZERO)));
    }

    private static Benchmark benchmark(
            String name, String title, String baseline, List<Target> targets, List<Peer> peers) {
        return new Benchmark(name, title, PLAN, List.of(TIME), baseline, peers, targets);
    }

    private static Peer inContainer(String name, Supplier<Timed> timed, Duration pause) {
        return peer(name, timed, pause, Places::containerMissing);
    }

    private static Peer onHost(String name, Supplier<Timed> timed, Duration pause) {
        return peer(name, timed, pause, Places::hostMissing);
    }

    private static Peer peer(String name, Supplier<Timed> timed, Duration pause, Supplier<Optional<String>> missing) {
        return Peer.java(name, () -> new WarmSampler(timed.get(), pause)).needing(missing);
    }
}
