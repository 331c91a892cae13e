package dev.curfew.benchmarks.harness;

import java.util.List;

/**
 * All samples of one metric of one peer.
 *
 * @param peer the peer's name
 * @param metric what was measured
 * @param rounds the raw samples of each round; neither they nor their list are empty
 */
public record Measurement(String peer, Metric metric, List<List<Long>> rounds) {

    /** {@return the number of samples} */
    public int count() {
        return rounds.stream().mapToInt(List::size).sum();
    }

    /** {@return the median of all samples, as measured} */
    public double median() {
        return quantile(pooled(), 0.5);
    }

    /** {@return what stands for all samples, as measured: their median, or the largest if the metric says so} */
    public double value() {
        return metric.worst() ? quantile(pooled(), 1) : median();
    }

    /** {@return what stands for all samples, in the unit of the metric} */
    public double scaledValue() {
        return metric.scale(value());
    }

    /** {@return the value that 99 of 100 samples do not exceed, as measured} */
    public double p99() {
        return quantile(pooled(), 0.99);
    }

    /** {@return the medians of the rounds, ascending: how much the machine wavered} */
    public List<Double> medians() {
        return rounds.stream()
                .map(round -> quantile(round.stream().sorted().toList(), 0.5))
                .sorted()
                .toList();
    }

    private List<Long> pooled() {
        return rounds.stream().flatMap(List::stream).sorted().toList();
    }

    private static double quantile(List<Long> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * share)));
    }
}
