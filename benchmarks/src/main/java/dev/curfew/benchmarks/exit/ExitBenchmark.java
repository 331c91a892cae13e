package dev.curfew.benchmarks.exit;

import dev.curfew.benchmarks.harness.Benchmark;
import dev.curfew.benchmarks.harness.Launcher;
import dev.curfew.benchmarks.harness.Metric;
import dev.curfew.benchmarks.harness.Peer;
import dev.curfew.benchmarks.harness.Plan;
import dev.curfew.benchmarks.harness.Target;
import java.util.List;

/** From the death of a process until the wait for it returns. */
public final class ExitBenchmark {

    private ExitBenchmark() {}

    /** {@return the benchmark} */
    public static Benchmark create() {
        return new Benchmark(
                "exit",
                "Death of a process to the return of the wait for it",
                Plan.of(10, 50, 500),
                List.of(Metric.MICROSECONDS),
                "ProcessBuilder",
                List.of(
                        Peer.c("C", "exit", "pipe"),
                        java("ProcessBuilder", command -> new ProcessMortal(Launcher.PIPES, command)),
                        java("Curfew", CurfewMortal::onPipes),
                        java("NuProcess", NuProcessMortal::new),
                        java("zt-exec", ZtExecMortal::new),
                        java("commons-exec", CommonsExecMortal::new),
                        java("pty4j", command -> new ProcessMortal(Launcher.TERMINAL, command)),
                        java("Curfew in a terminal", CurfewMortal::inTerminal),
                        Peer.python("pexpect, delays off", 5, "exit", "tuned")),
                List.of(Target.atMost("Curfew", "ProcessBuilder", 1.1)));
    }

    private static Peer java(String name, Mortal.Opener opener) {
        return Peer.java(name, () -> new ExitSampler(opener));
    }
}
