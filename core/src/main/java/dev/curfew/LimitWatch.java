package dev.curfew;

import dev.curfew.internal.Time;
import dev.curfew.process.Limit;
import dev.curfew.process.Limits;
import java.time.Duration;

/** Ends a process that exceeds its limits. A process without limits costs nothing here. */
final class LimitWatch {

    private final BackgroundProcess process;
    private final Limits limits;

    private LimitWatch(BackgroundProcess process) {
        this.process = process;
        this.limits = process.command().limits();
    }

    static void over(BackgroundProcess process) {
        LimitWatch watch = new LimitWatch(process);
        watch.limits
                .runtime()
                .ifPresent(limit -> Time.ofSystem().after(limit, () -> watch.exceeded(Limit.RUNTIME, limit)));
        watch.limits.silence().ifPresent(limit -> Time.ofSystem().after(limit, () -> watch.checkSilence(limit)));
    }

    private void checkSilence(Duration limit) {
        Duration left = limit.minus(process.silence());
        if (left.isNegative() || left.isZero()) {
            exceeded(Limit.SILENCE, limit);
        } else if (process.isRunning()) {
            Time.ofSystem().after(left, () -> checkSilence(limit));
        }
    }

    private void exceeded(Limit limit, Duration after) {
        if (process.isRunning()) {
            process.endBecause(new ProcessState.Ending.Exceeded(limit, after));
        }
    }
}
