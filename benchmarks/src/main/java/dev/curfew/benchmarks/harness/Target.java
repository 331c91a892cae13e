package dev.curfew.benchmarks.harness;

import java.util.Locale;
import java.util.Optional;

/**
 * A limit that the project has set itself.
 *
 * @param text what is held against the limit, for the report
 * @param limit the limit
 * @param atMost whether the limit is the most rather than the least that is allowed
 * @param figure the figure, empty if one of the peers in it was not measured
 */
public record Target(String text, double limit, boolean atMost, Figure figure) {

    /** Computes a figure out of results. */
    @FunctionalInterface
    public interface Figure {

        /**
         * {@return the figure, empty if one of the peers in it was not measured}
         *
         * @param results the results of one benchmark
         */
        Optional<Double> of(Results results);
    }

    /**
     * {@return a target for the ratio of two medians of the first metric}
     *
     * @param peer the subject that must meet it
     * @param other the subject with the median to compare with
     * @param factor at most this many times the other's
     */
    public static Target atMost(String peer, String other, double factor) {
        String text = "median of " + peer + " over median of " + other;
        return new Target(text, factor, true, results -> results.ratio(peer, other));
    }

    /**
     * {@return a target for a figure of its own}
     *
     * @param peer the subject that must meet it
     * @param metric what of it
     * @param limit at most this, in the unit of the metric
     */
    public static Target atMost(String peer, Metric metric, double limit) {
        String text = metric.title() + ", of " + peer;
        return new Target(
                text, limit, true, results -> results.find(peer, metric).map(Measurement::scaledValue));
    }

    /**
     * {@return a target for the ratio of a peer's p99 to its own median}
     *
     * @param peer the subject that must meet it
     * @param factor at most this many times the median
     */
    public static Target steady(String peer, double factor) {
        return new Target(
                "p99 of " + peer + " over its median",
                factor,
                true,
                results -> results.first(peer).map(found -> found.p99() / found.median()));
    }

    /**
     * {@return a target for the speed relative to a peer, where the first metric is a speed}
     *
     * @param peer the subject that must meet it
     * @param other the subject with the speed to compare with
     * @param factor at least this many times the other's
     */
    public static Target atLeastSpeed(String peer, String other, double factor) {
        String text = "speed of " + peer + " over speed of " + other;
        return new Target(text, factor, false, results -> results.ratio(peer, other));
    }

    /**
     * {@return one line on whether the target is met, empty if it could not be measured}
     *
     * @param results the results of the benchmark
     */
    public Optional<String> verdict(Results results) {
        return figure.of(results).map(value -> {
            boolean met = atMost ? value <= limit : value >= limit;
            return String.format(
                    Locale.ROOT,
                    "%s: %s is %.2f, target %s %.2f",
                    met ? "met" : "**missed**",
                    text,
                    value,
                    atMost ? "at most" : "at least",
                    limit);
        });
    }
}
