package dev.curfew;

import dev.curfew.internal.Time;
import dev.curfew.process.Limit;
import dev.curfew.process.Limits;
import java.time.Duration;

/** Ends a process that exceeds its limits. A process without limits costs nothing here. */
final class LimitWatch {

    private final BackgroundProcess process;
    private final Limits limits;
    private final Time time;
    private volatile Runnable nextLook = () -> {};

    private LimitWatch(BackgroundProcess process, Time time) {
        this.process = process;
        this.time = time;
        this.limits = process.command().limits();
    }

    static void over(BackgroundProcess process, Time time) {
        new LimitWatch(process, time).begin();
    }

    private void begin() {
        limits.runtime()
                .map(limit -> time.after(limit, () -> exceeded(Limit.RUNTIME, limit)))
                .ifPresent(process::atEnd); // The timer of a limit does not keep a process that has ended.
        limits.silence().ifPresent(limit -> {
            nextLook = time.after(limit, () -> checkSilence(limit));
            process.atEnd(() -> nextLook.run());
        });
    }

    private void checkSilence(Duration limit) {
        Duration left = limit.minus(process.silence());
        if (left.isNegative() || left.isZero()) {
            exceeded(Limit.SILENCE, limit);
        } else if (process.isRunning()) {
            nextLook = time.after(left, () -> checkSilence(limit));
        }
    }

    private void exceeded(Limit limit, Duration after) {
        if (process.isRunning()) {
            process.endBecause(new ProcessState.Ending.Exceeded(limit, after));
        }
    }
}
