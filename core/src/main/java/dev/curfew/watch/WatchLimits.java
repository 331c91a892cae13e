package dev.curfew.watch;

import dev.curfew.internal.Check;
import java.time.Duration;

/**
 * How much those who watch are told at most, so that a process that prints without end does not flood them.
 *
 * @param window within this time, one event is told for each pattern; 15 seconds by default
 * @param strikes after so many windows one after the other in which more was found, the pattern is disabled; 3 by default
 * @param lifetime after so many events, the pattern is disabled; 8 by default
 * @param breakerEvents more events of all patterns than this within {@code breakerWindow} pause all; 15 by default
 * @param breakerWindow the time within which events of all patterns are counted; 10 seconds by default
 * @param cooldown how long all patterns are paused then; 30 seconds by default
 * @param maxLines how many lines an event has; 20 by default
 * @param maxCharacters how many characters of output an event has; 2000 by default
 * @param minInterval the shortest time between two {@link ProcessEvent.StillRunning}; 30 seconds by default
 * @param minHeartbeat the shortest time between two {@link ProcessEvent.Heartbeat}; 60 seconds by default
 * @param maxEvents how many events wait to be taken; the oldest are lost first, ends last; 1000 by default
 * @since 0.1
 */
public record WatchLimits(
        Duration window,
        int strikes,
        int lifetime,
        int breakerEvents,
        Duration breakerWindow,
        Duration cooldown,
        int maxLines,
        int maxCharacters,
        Duration minInterval,
        Duration minHeartbeat,
        int maxEvents) {

    /** What is said above. */
    public static final WatchLimits DEFAULT = new WatchLimits(
            Duration.ofSeconds(15),
            3,
            8,
            15,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            20,
            2000,
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            1000);

    /**
     * Check that all are positive.
     *
     * @param window within this time, one event is told for each pattern
     * @param strikes after so many windows in which more was found, the pattern is disabled
     * @param lifetime after so many events, the pattern is disabled
     * @param breakerEvents more events of all patterns than this pause all
     * @param breakerWindow the time within which events of all patterns are counted
     * @param cooldown how long all patterns are paused then
     * @param maxLines how many lines an event has
     * @param maxCharacters how many characters of output an event has
     * @param minInterval the shortest time between two of them
     * @param minHeartbeat the shortest time between two heartbeats
     * @param maxEvents how many events wait to be taken
     */
    public WatchLimits {
        Check.positive(window, "window");
        Check.positive(breakerWindow, "breakerWindow");
        Check.positive(cooldown, "cooldown");
        Check.positive(minInterval, "minInterval");
        Check.positive(minHeartbeat, "minHeartbeat");
        Check.argument(strikes > 0, "strikes must be positive", strikes);
        Check.argument(lifetime > 0, "lifetime must be positive", lifetime);
        Check.argument(breakerEvents > 0, "breakerEvents must be positive", breakerEvents);
        Check.argument(maxLines > 0, "maxLines must be positive", maxLines);
        Check.argument(maxCharacters > 0, "maxCharacters must be positive", maxCharacters);
        Check.argument(maxEvents > 0, "maxEvents must be positive", maxEvents);
    }
}
