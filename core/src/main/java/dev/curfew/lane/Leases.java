package dev.curfew.lane;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Lets wardens know that this JVM is alive, where a connection that was cut is not always noticed. */
final class Leases {

    private static final int NEWS_PER_LEASE = 4;

    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "curfew leases");
        thread.setDaemon(true);
        return thread;
    });

    private static final Map<Connection, ScheduledFuture<?>> RENEWED = new ConcurrentHashMap<>();

    private Leases() {}

    static void renew(Connection connection, Duration lease) {
        long period = lease.toNanos() / NEWS_PER_LEASE;
        RENEWED.put(
                connection, TIMER.scheduleAtFixedRate(connection::renewLease, period, period, TimeUnit.NANOSECONDS));
    }

    static void forget(Connection connection) {
        ScheduledFuture<?> renewal = RENEWED.remove(connection);
        if (renewal != null) {
            renewal.cancel(false);
        }
    }
}
