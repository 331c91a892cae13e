package dev.curfew;

import dev.curfew.internal.Time;
import dev.curfew.process.Limit;
import dev.curfew.process.Limits;
import java.time.Duration;

/** Ends a process that exceeds its limits. A process without limits costs nothing here. */
final class LimitWatch {

    private final Watched process;
    private final Limits limits;
    private final Time time;
    private volatile Runnable nextLook = () -> {};

    /** A watched process, or a substitute for one in tests. */
    interface Watched {
        boolean isRunning();

        Duration silence();

        void atEnd(Runnable action);

        void end(ProcessState.Ending.Exceeded exceeded);
    }

    private record OwnProcess(BackgroundProcess process) implements Watched {

        @Override
        public boolean isRunning() {
            return process.isRunning();
        }

        @Override
        public Duration silence() {
            return process.silence();
        }

        @Override
        public void atEnd(Runnable action) {
            process.atEnd(action);
        }

        @Override
        public void end(ProcessState.Ending.Exceeded exceeded) {
            process.endBecause(exceeded);
        }
    }

    private LimitWatch(Watched process, Limits limits, Time time) {
        this.process = process;
        this.limits = limits;
        this.time = time;
    }

    static void over(BackgroundProcess process, Time time) {
        over(new OwnProcess(process), process.command().limits(), time);
    }

    static void over(Watched process, Limits limits, Time time) {
        if (limits.runtime().isPresent() || limits.silence().isPresent()) {
            new LimitWatch(process, limits, time).begin();
        }
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
            process.end(new ProcessState.Ending.Exceeded(limit, after));
        }
    }
}
