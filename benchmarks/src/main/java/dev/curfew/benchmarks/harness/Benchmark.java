package dev.curfew.benchmarks.harness;

import java.util.List;

/**
 * One benchmark.
 *
 * @param name its name on the command line
 * @param title its title in the report
 * @param plan how often it measures
 * @param metrics what it measures; ratios are of the first
 * @param baseline the name of the peer that has the ratio 1
 * @param peers the subjects that are measured, in the order of the report
 * @param targets what Curfew is held to
 */
public record Benchmark(
        String name,
        String title,
        Plan plan,
        List<Metric> metrics,
        String baseline,
        List<Peer> peers,
        List<Target> targets) {

    /** Copies the lists. */
    public Benchmark {
        metrics = List.copyOf(metrics);
        peers = List.copyOf(peers);
        targets = List.copyOf(targets);
    }

    /** {@return whether it has one metric, of which the distribution is worth showing} */
    public boolean isTimed() {
        return metrics.size() == 1;
    }
}
