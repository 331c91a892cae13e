package dev.curfew.internal;

import java.time.Duration;
import java.time.Instant;

/** What passes, and what is to happen later. Tests bring a time that passes when they say so. */
public interface Time {

    /** {@return the time of this machine} */
    static Time ofSystem() {
        return SystemTime.INSTANCE;
    }

    /** {@return nanoseconds since some moment, for lengths of time: as {@link System#nanoTime()}} */
    long nanos();

    /** {@return the time of day, for people and for what outlives this JVM} */
    Instant now();

    /**
     * Run an action later, in a thread of its own that keeps no JVM alive.
     *
     * @param delay when, from now
     * @param action what to do; what it throws is lost
     * @return takes it back if it has not begun
     */
    Runnable after(Duration delay, Runnable action);

    /**
     * {@return the length of time since a moment}
     *
     * @param nanos the moment, as {@link #nanos()} told it
     */
    default Duration since(long nanos) {
        return Duration.ofNanos(nanos() - nanos);
    }
}
