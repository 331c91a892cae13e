package dev.curfew.benchmarks.end;

import dev.curfew.RegistryOptions;
import dev.curfew.benchmarks.crowd.Crowd;
import dev.curfew.benchmarks.crowd.Crowds;
import dev.curfew.benchmarks.harness.Benchmark;
import dev.curfew.benchmarks.harness.Metric;
import dev.curfew.benchmarks.harness.Peer;
import dev.curfew.benchmarks.harness.Plan;
import dev.curfew.benchmarks.harness.Target;
import dev.curfew.process.KillPolicy;
import java.util.ArrayList;
import java.util.List;

/** From the call that ends a scope until everything in it is dead. */
public final class EndBenchmark {

    private static final Metric TIME = Metric.millis("time", "call to last death");
    private static final Metric WORST = TIME.worst("worst, ms");
    private static final Metric ALIVE = Metric.count("alive", "alive").worst("alive afterwards");

    private static final RegistryOptions AT_ONCE = RegistryOptions.DEFAULT.withKillPolicy(KillPolicy.AT_ONCE);

    private static final String C = "C with killpg";
    private static final String GUARD = "Curfew";
    private static final String POLITE = "Curfew, SIGTERM first";

    private EndBenchmark() {}

    /** {@return the benchmark of one tree} */
    public static Benchmark ofOne() {
        return killing(1, 10, 2, List.of());
    }

    /** {@return the benchmark of a hundred trees, which the other libraries have to end too} */
    public static Benchmark ofAHundred() {
        return killing(
                100,
                10,
                1.5,
                List.of(
                        java("descendants(), destroyForcibly", Crowds::processBuilderWithDescendants),
                        java("destroyForcibly", Crowds::processBuilder),
                        java("zt-exec", Crowds::ztExec),
                        java("NuProcess", Crowds::nuProcess),
                        java("commons-exec", Crowds::commonsExec)));
    }

    /** {@return the benchmark of a thousand trees} */
    public static Benchmark ofAThousand() {
        return killing(1000, 3, 2, List.of());
    }

    private static Benchmark killing(int trees, int rounds, double factor, List<Peer> others) {
        List<Peer> peers = new ArrayList<>(List.of(
                Peer.c(C, "end", "pipe"),
                java(GUARD, () -> Crowds.curfew(AT_ONCE)),
                java(POLITE, () -> Crowds.curfew(RegistryOptions.DEFAULT))));
        peers.addAll(others);
        return new Benchmark(
                "end-" + trees,
                "End of a scope of " + (trees == 1 ? "one tree" : trees + " trees") + ", a shell and two `sleep`s each",
                Plan.of(rounds, trees, 0),
                List.of(TIME, WORST, ALIVE),
                C,
                peers,
                List.of(
                        Target.atMost(GUARD, C, factor),
                        Target.atMost(GUARD, ALIVE, 0),
                        Target.atMost(POLITE, ALIVE, 0)));
    }

    /** {@return the benchmark of trees that ignore SIGTERM} */
    public static Benchmark ofStubbornTrees() {
        double graceAndMore = RegistryOptions.DEFAULT.killPolicy().grace().toMillis() + 100;
        Crowd.Opener polite = () -> Crowds.curfew(RegistryOptions.DEFAULT);
        return new Benchmark(
                "end-stubborn",
                "End of a scope of 100 trees that ignore SIGTERM, after a grace of 2 s",
                Plan.of(5, 100, 0),
                List.of(TIME, WORST, ALIVE),
                POLITE,
                List.of(Peer.java(POLITE, () -> new EndSampler(polite, true))),
                List.of(Target.atMost(POLITE, TIME, graceAndMore), Target.atMost(POLITE, ALIVE, 0)));
    }

    private static Peer java(String name, Crowd.Opener opener) {
        return Peer.java(name, () -> new EndSampler(opener, false));
    }
}
