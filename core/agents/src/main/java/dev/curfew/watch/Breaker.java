package dev.curfew.watch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/** A circuit breaker: pauses all patterns after too many matches in a short time. Not thread-safe. */
final class Breaker {

    private final WatchLimits limits;
    private final Deque<Long> told = new ArrayDeque<>();
    private boolean open;
    private long openedAt;
    private long suppressed;

    /** How to handle a match. */
    enum Verdict {
        TELL,
        TRIP,
        SUPPRESS
    }

    Breaker(WatchLimits limits) {
        this.limits = limits;
    }

    Verdict judge(long now, int lines) {
        if (!open) {
            while (!told.isEmpty()
                    && now - told.peek() >= limits.breakerWindow().toNanos()) {
                told.remove();
            }
            told.add(now);
            if (told.size() <= limits.breakerEvents()) {
                return Verdict.TELL;
            }
            open = true;
            openedAt = now;
            suppressed = lines;
            return Verdict.TRIP;
        }
        suppressed += lines;
        return Verdict.SUPPRESS;
    }

    /** {@return whether the pause is over, in which case it is ended} */
    boolean releases(long now) {
        if (open && now - openedAt >= limits.cooldown().toNanos()) {
            open = false;
            told.clear();
            return true;
        }
        return false;
    }

    /** {@return the remaining time of the pause, or empty if there is none} */
    OptionalLong left(long now) {
        return open ? OptionalLong.of(limits.cooldown().toNanos() - (now - openedAt)) : OptionalLong.empty();
    }

    long suppressed() {
        return suppressed;
    }
}
