package dev.curfew.junit.evidence;

import java.time.Duration;
import java.time.Instant;

/**
 * Converts between the two clocks of recordings, which are read once, at the same time.
 *
 * @param now the time of day
 * @param nanos the same time, as {@link System#nanoTime()}
 */
record EvidenceClock(Instant now, long nanos) {

    static EvidenceClock read() {
        return new EvidenceClock(Instant.now(), System.nanoTime());
    }

    long nanosOf(Instant instant) {
        return nanos - Duration.between(instant, now).toNanos();
    }
}
