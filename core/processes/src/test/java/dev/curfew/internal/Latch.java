package dev.curfew.internal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Forces an order between two threads. A thread that waits in vain fails instead of hanging. */
public final class Latch {

    /** Long enough for a machine under load; no test waits that long unless it fails. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CountDownLatch latch = new CountDownLatch(1);

    /** Let those that wait go on. */
    public void open() {
        latch.countDown();
    }

    /** Wait until it is open. */
    public void await() {
        boolean opened = Uninterruptibly.await(PATIENCE.toNanos(), nanos -> latch.await(nanos, TimeUnit.NANOSECONDS));
        if (!opened) {
            throw new AssertionError("nothing has opened this latch");
        }
    }
}
