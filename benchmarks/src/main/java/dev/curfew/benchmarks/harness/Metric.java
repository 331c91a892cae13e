package dev.curfew.benchmarks.harness;

import java.util.Locale;

/**
 * One thing that is measured.
 *
 * @param key its key in the line protocol
 * @param title the head of its column
 * @param divisor by what the raw value is divided
 * @param inverse whether the divisor is divided by the raw value instead, as for a rate
 * @param worst whether the largest value is shown instead of the median
 */
public record Metric(String key, String title, double divisor, boolean inverse, boolean worst) {

    /** A time in microseconds. */
    public static final Metric MICROSECONDS = new Metric("time", "us", 1e3, false, false);

    /**
     * {@return a time in microseconds}
     *
     * @param key its key in the line protocol
     * @param title the head of its column, without the unit
     */
    public static Metric micros(String key, String title) {
        return new Metric(key, title + ", us", 1e3, false, false);
    }

    /**
     * {@return a time in milliseconds}
     *
     * @param key its key in the line protocol
     * @param title the head of its column, without the unit
     */
    public static Metric millis(String key, String title) {
        return new Metric(key, title + ", ms", 1e6, false, false);
    }

    /**
     * {@return a size in megabytes}
     *
     * @param key its key in the line protocol
     * @param title the head of its column, without the unit
     */
    public static Metric megabytes(String key, String title) {
        return new Metric(key, title + ", MB", 1e6, false, false);
    }

    /**
     * {@return a number without unit}
     *
     * @param key its key in the line protocol
     * @param title the head of its column
     */
    public static Metric count(String key, String title) {
        return new Metric(key, title, 1, false, false);
    }

    /**
     * {@return this metric, showing the largest value instead of the median}
     *
     * @param otherTitle the head of its column
     */
    public Metric worst(String otherTitle) {
        return new Metric(key, otherTitle, divisor, inverse, true);
    }

    /**
     * {@return the value in this metric's unit}
     *
     * @param raw the value as measured
     */
    public double scale(double raw) {
        return inverse ? divisor / raw : raw / divisor;
    }

    /**
     * {@return the value in this metric's unit, with a sensible number of digits}
     *
     * @param raw the value as measured
     */
    public String format(double raw) {
        double value = scale(raw);
        double size = Math.abs(value);
        String pattern = size >= 100 || divisor == 1 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, pattern, value);
    }
}
