package dev.curfew.watch;

import dev.curfew.internal.Check;
import dev.curfew.internal.Values;
import java.time.Duration;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * Limits on the events of a watch, so that a process that prints without end does not flood its recipients. All of them
 * are positive.
 *
 * <p>Immutable: each method that begins with {@code with} returns a copy.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public final class WatchLimits {

    /** The default of each limit. */
    public static final WatchLimits DEFAULT = new WatchLimits(new Options());

    final Options options;

    private WatchLimits(Options options) {
        this.options = options;
    }

    private WatchLimits with(Consumer<Options> change) {
        return new WatchLimits(options.with(change));
    }

    private static int positive(int value, String name) {
        Check.argument(value > 0, name + " must be positive", value);
        return value;
    }

    /**
     * {@return these limits with another window}
     *
     * @param window at most one event per pattern is reported within this time; 15 seconds by default
     */
    public WatchLimits withWindow(Duration window) {
        return with(copy -> copy.window = Check.positive(window, "window"));
    }

    /**
     * {@return these limits with another number of strikes}
     *
     * @param strikes a pattern is disabled after this many consecutive windows with suppressed matches; 3 by default
     */
    public WatchLimits withStrikes(int strikes) {
        return with(copy -> copy.strikes = positive(strikes, "strikes"));
    }

    /**
     * {@return these limits with another lifetime of patterns}
     *
     * @param events a pattern is disabled after this many events; 8 by default
     */
    public WatchLimits withLifetime(int events) {
        return with(copy -> copy.lifetime = positive(events, "lifetime"));
    }

    /**
     * {@return these limits with another circuit breaker}
     *
     * @param events all patterns are paused after more than this many events of all patterns; 15 by default
     * @param window the time within which these events are counted; 10 seconds by default
     */
    public WatchLimits withBreaker(int events, Duration window) {
        return with(copy -> {
            copy.breakerEvents = positive(events, "events");
            copy.breakerWindow = Check.positive(window, "window");
        });
    }

    /**
     * {@return these limits with another length of the pause of all patterns}
     *
     * @param cooldown the length; 30 seconds by default
     */
    public WatchLimits withCooldown(Duration cooldown) {
        return with(copy -> copy.cooldown = Check.positive(cooldown, "cooldown"));
    }

    /**
     * {@return these limits with another number of lines}
     *
     * @param lines the maximum number of lines in an event; 20 by default
     */
    public WatchLimits withMaxLines(int lines) {
        return with(copy -> copy.maxLines = positive(lines, "maxLines"));
    }

    /**
     * {@return these limits with another number of characters}
     *
     * @param characters the maximum number of characters of output in an event; 2000 by default
     */
    public WatchLimits withMaxCharacters(int characters) {
        return with(copy -> copy.maxCharacters = positive(characters, "maxCharacters"));
    }

    /**
     * {@return these limits with another shortest interval}
     *
     * @param interval the shortest time between two {@link ProcessEvent.StillRunning}; 30 seconds by default
     */
    public WatchLimits withMinInterval(Duration interval) {
        return with(copy -> copy.minInterval = Check.positive(interval, "minInterval"));
    }

    /**
     * {@return these limits with another shortest interval of heartbeats}
     *
     * @param interval the shortest time between two {@link ProcessEvent.Heartbeat}; 60 seconds by default
     */
    public WatchLimits withMinHeartbeat(Duration interval) {
        return with(copy -> copy.minHeartbeat = Check.positive(interval, "minHeartbeat"));
    }

    /**
     * {@return these limits with another size of the queue}
     *
     * @param events the maximum number of events in the queue; the oldest are dropped first, but exits last; 1000 by
     *     default
     */
    public WatchLimits withMaxEvents(int events) {
        return with(copy -> copy.maxEvents = positive(events, "maxEvents"));
    }

    /** {@return the maximum number of characters of output in an event} */
    public int maxCharacters() {
        return options.maxCharacters;
    }

    /** {@return the shortest time between two {@link ProcessEvent.StillRunning}} */
    public Duration minInterval() {
        return options.minInterval;
    }

    /** {@return the shortest time between two {@link ProcessEvent.Heartbeat}} */
    public Duration minHeartbeat() {
        return options.minHeartbeat;
    }

    /** The value of each limit. */
    static final class Options extends Values<Options> {
        Duration window = Duration.ofSeconds(15);
        int strikes = 3;
        int lifetime = 8;
        int breakerEvents = 15;
        Duration breakerWindow = Duration.ofSeconds(10);
        Duration cooldown = Duration.ofSeconds(30);
        int maxLines = 20;
        int maxCharacters = 2000;
        Duration minInterval = Duration.ofSeconds(30);
        Duration minHeartbeat = Duration.ofSeconds(60);
        int maxEvents = 1000;
    }
}
