package dev.curfew.benchmarks.start;

import dev.curfew.benchmarks.harness.Benchmark;
import dev.curfew.benchmarks.harness.Launcher;
import dev.curfew.benchmarks.harness.Metric;
import dev.curfew.benchmarks.harness.Peer;
import dev.curfew.benchmarks.harness.Plan;
import dev.curfew.benchmarks.harness.Sampler;
import dev.curfew.benchmarks.harness.Stopwatch;
import dev.curfew.benchmarks.harness.Target;
import java.util.List;

/** From the decision to start a process until its first byte. */
public final class StartBenchmark {

    /** Forking copies page tables, so its cost follows the memory that a JVM has touched: here the same for all. */
    private static final Plan PLAN = Plan.of(10, 50, 1000).onJvm("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch");

    private StartBenchmark() {}

    /** {@return the benchmark with pipes} */
    public static Benchmark onPipes() {
        return new Benchmark(
                "start-pipe",
                "Start to the first byte of `echo hi`, on a pipe",
                PLAN,
                List.of(Metric.MICROSECONDS),
                "ProcessBuilder",
                List.of(
                        Peer.c("C", "start", "pipe"),
                        java("ProcessBuilder", () -> new ProcessFirstByte(Launcher.PIPES)),
                        java("Curfew", CurfewFirstByte::onPipes),
                        java("NuProcess", NuProcessFirstByte::new),
                        java("zt-exec", ZtExecFirstByte::new),
                        java("commons-exec", CommonsExecFirstByte::new),
                        Peer.python("pexpect popen_spawn, delays off", 1, "start", "pipe")),
                List.of(Target.atMost("Curfew", "ProcessBuilder", 0.65)));
    }

    /** {@return the benchmark with terminals} */
    public static Benchmark onTerminals() {
        return new Benchmark(
                "start-terminal",
                "Start to the first byte of `echo hi`, on a terminal",
                PLAN,
                List.of(Metric.MICROSECONDS),
                "pty4j",
                List.of(
                        Peer.c("C", "start", "terminal"),
                        java("pty4j", () -> new ProcessFirstByte(Launcher.TERMINAL)),
                        java("Curfew", CurfewFirstByte::inTerminal),
                        java("ExpectIt over pty4j", ExpectItFirstByte::new),
                        Peer.python("pexpect, delays off", 1, "start", "tuned"),
                        Peer.python("pexpect", 1, "start", "default")),
                List.of(Target.atMost("Curfew", "C", 1.4)));
    }

    private static Peer java(String name, FirstByte.Opener opener) {
        return Peer.java(name, () -> sampler(opener));
    }

    private static Sampler sampler(FirstByte.Opener opener) {
        return count -> {
            Stopwatch stopwatch = new Stopwatch();
            for (int i = 0; i < count; i++) {
                stopwatch.start();
                FirstByte started = opener.await();
                stopwatch.stop();
                started.awaitEnd();
            }
            return stopwatch.samples();
        };
    }
}
