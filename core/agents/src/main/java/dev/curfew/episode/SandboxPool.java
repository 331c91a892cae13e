package dev.curfew.episode;

import dev.curfew.internal.Check;
import dev.curfew.internal.Lists;
import dev.curfew.sandbox.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Sandboxes among which a run distributes its episodes, each with a number of slots: container engines on several
 * hosts, hosts, nodes of a cluster, or pods. An episode uses a slot of the place with the largest share of free slots.
 *
 * <pre>{@code
 * SandboxPool pool = SandboxPool.of("here", Sandbox.docker("debian:12"), 8)
 *         .and("big", Sandbox.docker("debian:12").withContext("big-host"), 64)
 *         .and("build-7", Sandbox.ssh("ci@build-7"), 16);
 * }</pre>
 *
 * <p>A place whose sandbox fails three times in a row is set aside for a minute, and is then tried with one episode at
 * a time until one succeeds. Immutable.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public final class SandboxPool {

    private static final int FAILURES = 3;
    private static final Duration REST = Duration.ofMinutes(1);

    private final List<Place> all;
    private final int failures;
    private final Duration rest;

    /**
     * A sandbox with a number of slots.
     *
     * @param name its unique name
     * @param sandbox the sandbox
     * @param slots the maximum number of concurrent episodes
     */
    public record Place(String name, Sandbox sandbox, int slots) {

        /**
         * Check the number of slots.
         *
         * @param name its unique name
         * @param sandbox the sandbox
         * @param slots the maximum number of concurrent episodes
         */
        public Place {
            Check.argument(!name.isBlank(), "name must not be blank", '"' + name + '"');
            Objects.requireNonNull(sandbox, "sandbox");
            Check.argument(slots > 0, "slots must be positive", slots);
        }
    }

    private SandboxPool(List<Place> all, int failures, Duration rest) {
        this.all = List.copyOf(all);
        this.failures = failures;
        this.rest = rest;
    }

    /**
     * {@return a single place}
     *
     * @param name its name, for people
     * @param sandbox the sandbox
     * @param slots the maximum number of concurrent episodes
     */
    public static SandboxPool of(String name, Sandbox sandbox, int slots) {
        return new SandboxPool(List.of(new Place(name, sandbox, slots)), FAILURES, REST);
    }

    /**
     * {@return these places and another one}
     *
     * @param name its name, for people
     * @param sandbox the sandbox
     * @param slots the maximum number of concurrent episodes
     */
    public SandboxPool and(String name, Sandbox sandbox, int slots) {
        Check.argument(
                all.stream().noneMatch(place -> place.name().equals(name)), "names of places must be unique", name);
        return new SandboxPool(Lists.plus(all, new Place(name, sandbox, slots)), failures, rest);
    }

    /**
     * {@return these places with another tolerance for failures}
     *
     * @param inARow the number of consecutive failures of its sandbox after which a place is set aside; 3 by default
     * @param time how long it is set aside; a minute by default
     */
    public SandboxPool withTolerance(int inARow, Duration time) {
        Check.argument(inARow > 0, "inARow must be positive", inARow);
        return new SandboxPool(all, inARow, Check.positive(time, "time"));
    }

    /** {@return all places, in the order in which they were added} */
    public List<Place> all() {
        return all;
    }

    /** {@return the total number of slots} */
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
