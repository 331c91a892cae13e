package dev.curfew.benchmarks.harness;

import java.util.List;
import java.util.Optional;

/**
 * What one benchmark measured.
 *
 * @param benchmark the benchmark
 * @param measurements one for each peer and metric
 * @param skipped the peers that were not measured, and why
 */
public record Results(Benchmark benchmark, List<Measurement> measurements, List<String> skipped) {

    /** Copies the lists. */
    public Results {
        measurements = List.copyOf(measurements);
        skipped = List.copyOf(skipped);
    }

    /**
     * {@return the measurement, empty if the peer was not measured}
     *
     * @param peer the peer's name
     * @param metric the metric
     */
    public Optional<Measurement> find(String peer, Metric metric) {
        return measurements.stream()
                .filter(one -> one.peer().equals(peer) && one.metric().equals(metric))
                .findFirst();
    }

    /**
     * {@return the measurement of the benchmark's first metric, empty if the peer was not measured}
     *
     * @param peer the peer's name
     */
    public Optional<Measurement> first(String peer) {
        return find(peer, benchmark.metrics().get(0));
    }

    /**
     * {@return a measurement, of whichever metric, empty if the peer was not measured}
     *
     * @param peer the peer's name
     */
    public Optional<Measurement> any(String peer) {
        return measurements.stream().filter(one -> one.peer().equals(peer)).findFirst();
    }

    /**
     * {@return the ratio of two medians of the first metric, in its unit, empty if one of them was not measured}
     *
     * @param peer above the line
     * @param other below the line
     */
    public Optional<Double> ratio(String peer, String other) {
        return first(peer).flatMap(above -> first(other).map(below -> above.scaledValue() / below.scaledValue()));
    }
}
