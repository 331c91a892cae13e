package dev.curfew.watch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Limits how many matches a watch reports: those of each pattern, and, with a circuit breaker, those of all patterns
 * together. Times are nanoseconds since an arbitrary origin. Not thread-safe.
 */
final class MatchLimiter {

    private final WatchLimits.Options limits;
    private final Deque<Long> recent = new ArrayDeque<>();
    private boolean paused;
    private long pausedAt;
    private long suppressed;

    /** How to handle matching lines. */
    enum Verdict {
        REPORT,
        SUPPRESS,
        /** Suppress them, and report that all patterns are paused. */
        PAUSE
    }

    MatchLimiter(WatchLimits limits) {
        this.limits = limits.options;
    }

    /** {@return the limiter of one more pattern} */
    OfPattern pattern() {
        return new OfPattern();
    }

    private Verdict judge(long now, int lines) {
        if (paused) {
            suppressed += lines;
            return Verdict.SUPPRESS;
        }
        while (!recent.isEmpty() && now - recent.peek() >= limits.breakerWindow.toNanos()) {
            recent.remove();
        }
        recent.add(now);
        if (recent.size() <= limits.breakerEvents) {
            return Verdict.REPORT;
        }
        paused = true;
        pausedAt = now;
        suppressed = lines;
        return Verdict.PAUSE;
    }

    /** {@return whether the pause is over, in which case it is ended} */
    boolean resumes(long now) {
        if (paused && pauseLeft(now).orElseThrow() <= 0) {
            paused = false;
            recent.clear();
            return true;
        }
        return false;
    }

    /** {@return the remaining nanoseconds of the pause, or empty if there is none} */
    OptionalLong pauseLeft(long now) {
        return paused ? OptionalLong.of(limits.cooldown.toNanos() - (now - pausedAt)) : OptionalLong.empty();
    }

    /** {@return how many matching lines were suppressed during the last pause} */
    long suppressed() {
        return suppressed;
    }

    /** Limits the matches of one pattern, and detects a pattern that matches too often. */
    final class OfPattern {

        private boolean began;
        private long windowStart;
        private boolean exceeded;
        private int strikes;
        private int events;
        private long omitted;

        private OfPattern() {}

        Verdict judge(long now, int lines) {
            Verdict verdict = comesTooSoon(now) ? Verdict.SUPPRESS : MatchLimiter.this.judge(now, lines);
            omitted += verdict == Verdict.REPORT ? 0 : lines;
            return verdict;
        }

        /** {@return whether an earlier match has used up the window of this one} */
        private boolean comesTooSoon(long now) {
            if (began && now - windowStart < limits.window.toNanos()) {
                strikes += exceeded ? 0 : 1;
                exceeded = true;
                return true;
            }
            strikes = exceeded ? strikes : 0;
            began = true;
            windowStart = now;
            exceeded = false;
            events++;
            return false;
        }

        /** {@return how many matching lines were not reported since the last call} */
        long takeSuppressed() {
            long count = omitted;
            omitted = 0;
            return count;
        }

        /** {@return why the pattern must be disabled, or empty if it need not be} */
        Optional<String> exhausted() {
            if (strikes >= limits.strikes) {
                return Optional.of("it was found more than once in each of " + strikes + " windows of "
                        + limits.window.toSeconds() + " s in a row");
            }
            return events >= limits.lifetime ? Optional.of("it was reported " + events + " times") : Optional.empty();
        }
    }
}
