package dev.curfew.benchmarks.roundtrip;

import dev.curfew.benchmarks.harness.Benchmark;
import dev.curfew.benchmarks.harness.Launcher;
import dev.curfew.benchmarks.harness.Metric;
import dev.curfew.benchmarks.harness.Peer;
import dev.curfew.benchmarks.harness.Plan;
import dev.curfew.benchmarks.harness.Target;
import java.util.List;

/** From sending a line to {@code cat} until the line is seen. */
public final class RoundTripBenchmark {

    private static final Plan PLAN = Plan.of(10, 2000, 50_000);
    private static final int PEXPECT_DELAY = 100;

    private static final int SETTLE = 200;

    /** More than the 64 KiB that a pipe holds: from then on a library must reckon with a program that does not read. */
    private static final int LONG_SETTLE = 8000;

    private RoundTripBenchmark() {}

    /** {@return the benchmark with pipes} */
    public static Benchmark onPipes() {
        return new Benchmark(
                "round-trip-pipe",
                "Expect round trip with `cat`, on a pipe",
                PLAN,
                List.of(Metric.MICROSECONDS),
                "ProcessBuilder",
                List.of(
                        Peer.c("C", "round-trip", "pipe"),
                        java("ProcessBuilder", command -> new StreamConversation(Launcher.PIPES, command)),
                        java(
                                "ProcessBuilder, reader thread",
                                command -> new ThreadConversation(Launcher.PIPES, command)),
                        java("Curfew", CurfewConversation::onPipes),
                        longSession(CurfewConversation::onPipes, false),
                        java("NuProcess", NuProcessConversation::new),
                        java("ExpectIt", command -> new ExpectItConversation(Launcher.PIPES, command)),
                        Peer.python("pexpect popen_spawn, delays off", 1, "round-trip", "pipe")),
                List.of(
                        Target.atMost("Curfew", "ProcessBuilder", 2),
                        Target.atMost("Curfew", "NuProcess", 0.4),
                        Target.atMost("Curfew", "ExpectIt", 0.4),
                        Target.steady("Curfew", 3)));
    }

    /** {@return the benchmark with terminals, where the echo of the terminal answers first} */
    public static Benchmark onTerminals() {
        return onTerminals("round-trip-terminal", "Expect round trip with `cat`, on a terminal", false);
    }

    /** {@return the benchmark with terminals that do not echo, so that the program itself answers} */
    public static Benchmark onQuietTerminals() {
        return onTerminals("round-trip-quiet", "Expect round trip with `cat`, on a terminal with its echo off", true);
    }

    private static Benchmark onTerminals(String name, String title, boolean quiet) {
        String program = quiet ? "round-trip-quiet" : "round-trip";
        return new Benchmark(
                name,
                title,
                PLAN,
                List.of(Metric.MICROSECONDS),
                "pty4j",
                List.of(
                        Peer.c("C", program, "terminal"),
                        java("pty4j", quiet, command -> new StreamConversation(Launcher.TERMINAL, command)),
                        java(
                                "pty4j, reader thread",
                                quiet,
                                command -> new ThreadConversation(Launcher.TERMINAL, command)),
                        java("Curfew", quiet, CurfewConversation::inTerminal),
                        longSession(CurfewConversation::inTerminal, quiet),
                        java(
                                "ExpectIt over pty4j",
                                quiet,
                                command -> new ExpectItConversation(Launcher.TERMINAL, command)),
                        Peer.python("pexpect, delays off", 1, program, "tuned"),
                        Peer.python("pexpect", PEXPECT_DELAY, program, "default")),
                List.of(
                        Target.atMost("Curfew", "pty4j", 1.3),
                        Target.atMost("Curfew", "pexpect, delays off", 0.8),
                        Target.steady("Curfew", 3)));
    }

    private static Peer java(String name, Conversation.Opener opener) {
        return java(name, false, opener);
    }

    private static Peer java(String name, boolean quiet, Conversation.Opener opener) {
        return Peer.java(name, () -> new RoundTripSampler(opener, quiet, SETTLE));
    }

    private static Peer longSession(Conversation.Opener opener, boolean quiet) {
        return Peer.java("Curfew, long session", () -> new RoundTripSampler(opener, quiet, LONG_SETTLE));
    }
}
