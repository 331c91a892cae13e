package dev.curfew.internal;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One spelling for lengths of time in messages. */
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
}
