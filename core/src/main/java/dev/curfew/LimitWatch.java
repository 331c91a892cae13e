package dev.curfew;

import dev.curfew.internal.Durations;
import dev.curfew.process.Limit;
import dev.curfew.process.Limits;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Ends a process that exceeds its limits. A process without limits costs nothing here.
 *
 * <p>The JDK's timer thread only starts a thread of its own for each check, because ending a tree takes a while.
 */
final class LimitWatch {

    private final BackgroundProcess process;
    private final Limits limits;

    private LimitWatch(BackgroundProcess process) {
        this.process = process;
        this.limits = process.command().limits();
    }

    static void over(BackgroundProcess process) {
        LimitWatch watch = new LimitWatch(process);
        watch.limits.runtime().ifPresent(limit -> after(limit, () -> watch.exceeded(Limit.RUNTIME, limit)));
        watch.limits.silence().ifPresent(limit -> after(limit, () -> watch.checkSilence(limit)));
    }

    private void checkSilence(Duration limit) {
        Duration left = limit.minus(process.silence());
        if (left.isNegative() || left.isZero()) {
            exceeded(Limit.SILENCE, limit);
        } else if (process.isRunning()) {
            after(left, () -> checkSilence(limit));
        }
    }

    private void exceeded(Limit limit, Duration after) {
        if (process.isRunning()) {
            process.endBecause(new ProcessState.Ending.Exceeded(limit, after));
        }
    }

    private static void after(Duration delay, Runnable check) {
        Executor later =
                CompletableFuture.delayedExecutor(Durations.nanos(delay), TimeUnit.NANOSECONDS, LimitWatch::inThread);
        later.execute(check);
    }

    private static void inThread(Runnable check) {
        Thread thread = new Thread(check, "curfew limit");
        thread.setDaemon(true);
        thread.start();
    }
}
