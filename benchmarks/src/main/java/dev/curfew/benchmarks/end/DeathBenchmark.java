package dev.curfew.benchmarks.end;

import dev.curfew.benchmarks.harness.Benchmark;
import dev.curfew.benchmarks.harness.Metric;
import dev.curfew.benchmarks.harness.Peer;
import dev.curfew.benchmarks.harness.Plan;
import dev.curfew.benchmarks.harness.Target;
import java.util.List;

/** From SIGKILL of a JVM until everything in its scope is dead, and its files are gone. */
public final class DeathBenchmark {

    private static final int TREES = 100;

    private static final Metric DEAD = Metric.millis("dead", "kill to last death");
    private static final Metric WORST = DEAD.worst("worst, ms");
    private static final Metric GONE = Metric.millis("gone", "files gone");
    private static final Metric ALIVE = Metric.count("alive", "alive").worst("alive after 3 s");
    private static final Metric FILES = Metric.count("files", "files").worst("files after 3 s");

    private static final String GUARD = "Curfew";

    private DeathBenchmark() {}

    /** {@return the benchmark} */
    public static Benchmark create() {
        return new Benchmark(
                "death",
                "SIGKILL of a JVM with a scope of " + TREES + " trees, a shell and two `sleep`s each",
                Plan.of(5, TREES, 0),
                List.of(DEAD, WORST, GONE, ALIVE, FILES),
                GUARD,
                List.of(Peer.java(GUARD, DeathSampler::new)),
                List.of(
                        Target.atMost(GUARD, DEAD, 100),
                        Target.atMost(GUARD, GONE, 1000),
                        Target.atMost(GUARD, ALIVE, 0),
                        Target.atMost(GUARD, FILES, 0)));
    }
}
