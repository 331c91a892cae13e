package dev.curfew.watch;

import java.util.Optional;

/**
 * Limits how many matches of one pattern are reported, and detects a pattern that matches too often. Not thread-safe.
 */
final class RateLimit {

    private final WatchLimits limits;
    private boolean began;
    private long windowStart;
    private boolean exceeded;
    private int strikes;
    private int told;
    private long suppressed;

    RateLimit(WatchLimits limits) {
        this.limits = limits;
    }

    /**
     * Record a match.
     *
     * @param now nanoseconds since an arbitrary origin
     * @param lines the number of matching lines
     * @return whether to report it
     */
    boolean admits(long now, int lines) {
        if (began && now - windowStart < limits.window().toNanos()) {
            suppress(lines);
            return false;
        }
        if (!exceeded) {
            strikes = 0;
        }
        began = true;
        windowStart = now;
        exceeded = false;
        told++;
        return true;
    }

    private void suppress(int lines) {
        suppressed += lines;
        strikes += exceeded ? 0 : 1;
        exceeded = true;
    }

    /** Record matching lines that were not reported for another reason. */
    void suppressed(int lines) {
        suppressed += lines;
    }

    /** {@return how many matching lines were not reported since the last call} */
    long takeSuppressed() {
        long count = suppressed;
        suppressed = 0;
        return count;
    }

    /** {@return why the pattern must be disabled, or empty if it need not be} */
    Optional<String> exhausted() {
        if (strikes >= limits.strikes()) {
            return Optional.of("it was found more than once in " + strikes + " windows of "
                    + limits.window().toSeconds() + " s, one after the other");
        }
        return told >= limits.lifetime() ? Optional.of("it was told " + told + " times") : Optional.empty();
    }
}
