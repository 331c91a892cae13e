package dev.curfew.watch;

import dev.curfew.internal.Check;
import java.time.Duration;

/**
 * Limits on the events of a watch, so that a process that prints without end does not flood its recipients.
 *
 * @param window at most one event per pattern is reported within this time; 15 seconds by default
 * @param strikes a pattern is disabled after this many consecutive windows with suppressed matches; 3 by default
 * @param lifetime a pattern is disabled after this many events; 8 by default
 * @param breakerEvents all patterns are paused after more than this many events of all patterns within
 *     {@code breakerWindow}; 15 by default
 * @param breakerWindow the time within which events of all patterns are counted; 10 seconds by default
 * @param cooldown the length of that pause; 30 seconds by default
 * @param maxLines the maximum number of lines in an event; 20 by default
 * @param maxCharacters the maximum number of characters of output in an event; 2000 by default
 * @param minInterval the shortest time between two {@link ProcessEvent.StillRunning}; 30 seconds by default
 * @param minHeartbeat the shortest time between two {@link ProcessEvent.Heartbeat}; 60 seconds by default
 * @param maxEvents the maximum number of events in the queue; the oldest are dropped first, but exits last; 1000 by
 *     default
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

    /** The default of each limit. */
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
     * Check that all limits are positive.
     *
     * @param window at most one event per pattern is reported within this time
     * @param strikes a pattern is disabled after this many consecutive windows with suppressed matches
     * @param lifetime a pattern is disabled after this many events
     * @param breakerEvents all patterns are paused after more than this many events
     * @param breakerWindow the time within which events of all patterns are counted
     * @param cooldown the length of that pause
     * @param maxLines the maximum number of lines in an event
     * @param maxCharacters the maximum number of characters of output in an event
     * @param minInterval the shortest time between two {@link ProcessEvent.StillRunning}
     * @param minHeartbeat the shortest time between two heartbeats
     * @param maxEvents the maximum number of events in the queue
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
