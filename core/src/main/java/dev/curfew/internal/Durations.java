package dev.curfew.internal;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Lengths of time, for messages and for waits; a user may give any, "forever" too. */
public final class Durations {

    private Durations() {}

    /**
     * {@return the duration in milliseconds below a second, else in seconds with at most one decimal}
     *
     * @param duration the duration
     */
    public static String text(Duration duration) {
        long millis = TimeUnit.MILLISECONDS.convert(duration);
        if (millis < 1000) {
            return millis + " ms";
        }
        String seconds = String.format(Locale.ROOT, "%.1f", millis / 1000.0);
        return (seconds.endsWith(".0") ? seconds.substring(0, seconds.length() - 2) : seconds) + " s";
    }

    /**
     * {@return the duration in nanoseconds; {@link Long#MAX_VALUE} for 292 years or more, for which
     * {@link Duration#toNanos()} throws}
     *
     * <p>Compare it to the difference of two {@link System#nanoTime()}: the sum of such a time and this may overflow.
     *
     * @param duration the duration
     */
    public static long nanos(Duration duration) {
        return TimeUnit.NANOSECONDS.convert(duration);
    }
}
