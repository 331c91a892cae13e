package dev.curfew.channel;

import dev.curfew.internal.Time;
import java.time.Duration;

/**
 * Tells a warden repeatedly that this JVM is alive, where a connection that was cut is not always noticed. Each lease
 * is renewed in a thread of its own: a lease whose connection is stuck must not hold up the others. Thread-safe.
 */
final class KeepAlive {

    private static final int NEWS_PER_LEASE = 4;

    private final Time time;
    private final Duration period;
    private final Runnable renewal;
    private boolean ended;
    private Runnable alarm = () -> {};

    private KeepAlive(Time time, Duration period, Runnable renewal) {
        this.time = time;
        this.period = period;
        this.renewal = renewal;
    }

    /**
     * {@return a lease that is renewed until its end}
     *
     * @param time measures it
     * @param length the silence after which the warden considers this JVM dead; zero for never
     * @param renewal tells the warden
     */
    static KeepAlive begin(Time time, Duration length, Runnable renewal) {
        KeepAlive lease = new KeepAlive(time, length.dividedBy(NEWS_PER_LEASE), renewal);
        if (!length.isZero()) {
            lease.renewLater();
        }
        return lease;
    }

    private synchronized void renewLater() {
        if (!ended) {
            alarm = time.after(period, this::renew);
        }
    }

    private void renew() {
        renewLater(); // First, because the renewal may have to wait.
        renewal.run();
    }

    /** Stop renewing it. */
    synchronized void end() {
        ended = true;
        alarm.run();
    }
}
