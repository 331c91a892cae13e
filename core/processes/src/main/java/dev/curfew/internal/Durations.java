package dev.curfew.internal;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Durations for messages and for waits. Any duration is accepted, however long. */
public final class Durations {

    private Durations() {}

    /** {@return the duration in milliseconds below a second, else in seconds with at most one decimal} */
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
     * <p>Compare it to the difference between two values of {@link System#nanoTime()}; adding it to such a value may
     * overflow.
     */
    public static long nanos(Duration duration) {
        return TimeUnit.NANOSECONDS.convert(duration);
    }
}
