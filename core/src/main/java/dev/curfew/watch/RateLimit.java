package dev.curfew.watch;

import java.util.Optional;

/** Says of what one pattern finds whether it is told, and when it has been too often. Not thread-safe. */
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
     * Take note that something was found.
     *
     * @param now nanoseconds since some moment
     * @param lines how many lines
     * @return whether it is to be told
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

    /** Take note that something was not told for another reason. */
    void suppressed(int lines) {
        suppressed += lines;
    }

    /** {@return how many lines were not told since this was asked last} */
    long takeSuppressed() {
        long count = suppressed;
        suppressed = 0;
        return count;
    }

    /** {@return why nothing more is to be told, if so} */
    Optional<String> exhausted() {
        if (strikes >= limits.strikes()) {
            return Optional.of("it was found more than once in " + strikes + " windows of "
                    + limits.window().toSeconds() + " s, one after the other");
        }
        return told >= limits.lifetime() ? Optional.of("it was told " + told + " times") : Optional.empty();
    }
}
