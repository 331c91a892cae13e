package dev.curfew.benchmarks;

import dev.curfew.benchmarks.harness.Benchmark;
import dev.curfew.benchmarks.harness.Peer;
import dev.curfew.benchmarks.harness.Sampler;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The process in which one peer on the JVM is measured; it reads counts and writes samples. */
final class Worker {

    private Worker() {}

    /**
     * Answers counts with samples until its input ends.
     *
     * @param args the name of the benchmark and the name of the peer
     * @throws Exception if the peer did not do what is measured
     */
    public static void main(String[] args) throws Exception {
        Sampler sampler = sampler(args[0], args[1]);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            sampler.take(Integer.parseInt(line)).write(System.out);
        }
        // Some peers leave threads that are not daemons.
        System.exit(0);
    }

    private static Sampler sampler(String benchmark, String peer) {
        return Catalog.benchmarks().stream()
                .filter(one -> one.name().equals(benchmark))
                .map(Benchmark::peers)
                .flatMap(peers -> peers.stream().filter(one -> one.name().equals(peer)))
                .map(Peer.Java.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Worker must name a benchmark and a peer: " + benchmark + ", " + peer))
                .sampler()
                .get();
    }
}
