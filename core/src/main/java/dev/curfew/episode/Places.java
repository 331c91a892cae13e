package dev.curfew.episode;

import dev.curfew.internal.Check;
import dev.curfew.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Sandboxes among which a run divides its episodes, each with a number of slots: engines on several hosts, hosts, nodes of a
 * cluster, pods. An episode takes a slot of the place that has most of its slots free.
 *
 * <pre>{@code
 * Places places = Places.of("here", Sandbox.docker("debian:12"), 8)
 *         .and("big", Sandbox.docker("debian:12").inContext("big-host"), 64)
 *         .and("build-7", Sandbox.ssh("ci@build-7"), 16);
 * }</pre>
 *
 * <p>A place whose sandbox fails three times in a row is set aside for a minute, and then gets one more chance at a time.
 * Immutable.
 *
 * @since 0.1
 */
public final class Places {

    private static final int FAILURES = 3;
    private static final Duration REST = Duration.ofMinutes(1);

    private final List<Place> all;
    private final int failures;
    private final Duration rest;

    /**
     * One of them.
     *
     * @param name its name, which no other has
     * @param sandbox where it is
     * @param slots how many episodes it takes at once
     */
    public record Place(String name, Sandbox sandbox, int slots) {

        /**
         * Check the number of slots.
         *
         * @param name its name
         * @param sandbox where it is
         * @param slots how many episodes it takes at once
         */
        public Place {
            Check.argument(!name.isBlank(), "name must not be blank", '"' + name + '"');
            Objects.requireNonNull(sandbox, "sandbox");
            Check.argument(slots > 0, "slots must be positive", slots);
        }
    }

    private Places(List<Place> all, int failures, Duration rest) {
        this.all = List.copyOf(all);
        this.failures = failures;
        this.rest = rest;
    }

    /**
     * {@return one place}
     *
     * @param name its name, for people
     * @param sandbox where it is
     * @param slots how many episodes it takes at once
     */
    public static Places of(String name, Sandbox sandbox, int slots) {
        return new Places(List.of(new Place(name, sandbox, slots)), FAILURES, REST);
    }

    /**
     * {@return these places and one more}
     *
     * @param name its name, for people
     * @param sandbox where it is
     * @param slots how many episodes it takes at once
     */
    public Places and(String name, Sandbox sandbox, int slots) {
        Check.argument(
                all.stream().noneMatch(place -> place.name().equals(name)), "names of places must be unique", name);
        List<Place> more = new ArrayList<>(all);
        more.add(new Place(name, sandbox, slots));
        return new Places(more, failures, rest);
    }

    /**
     * {@return these places with another patience}
     *
     * @param inARow after how many failures of its sandbox in a row a place is set aside; 3 by default
     * @param time for how long; a minute by default
     */
    public Places settingAsideAfter(int inARow, Duration time) {
        Check.argument(inARow > 0, "inARow must be positive", inARow);
        return new Places(all, inARow, Check.positive(time, "time"));
    }

    /** {@return all of them, in the order in which they were added} */
    public List<Place> all() {
        return all;
    }

    /** {@return how many slots they have together} */
    public int slots() {
        return all.stream().mapToInt(Place::slots).sum();
    }

    int failures() {
        return failures;
    }

    Duration rest() {
        return rest;
    }

    @Override
    public String toString() {
        return all.toString();
    }
}
