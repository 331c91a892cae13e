package dev.curfew.watch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/** Pauses all patterns when too many of them are found at once. Not thread-safe. */
final class Breaker {

    private final WatchLimits limits;
    private final Deque<Long> told = new ArrayDeque<>();
    private boolean open;
    private long openedAt;
    private long suppressed;

    /** What becomes of something that was found. */
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

    /** {@return whether the pause is over; then it is} */
    boolean releases(long now) {
        if (open && now - openedAt >= limits.cooldown().toNanos()) {
            open = false;
            told.clear();
            return true;
        }
        return false;
    }

    /** {@return how long the pause lasts, or empty without one} */
    OptionalLong left(long now) {
        return open ? OptionalLong.of(limits.cooldown().toNanos() - (now - openedAt)) : OptionalLong.empty();
    }

    long suppressed() {
        return suppressed;
    }
}
