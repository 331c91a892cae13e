package dev.curfew.episode;

import dev.curfew.internal.Durations;
import dev.curfew.internal.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The slots of {@link SandboxPool} that are in use, and the places that are set aside. Not thread-safe; the owner must
 * guard it.
 */
final class PoolSlots {

    private final SandboxPool pool;
    private final Time time;
    private final List<Slots> all = new ArrayList<>();
    private final List<String> news = new ArrayList<>();

    PoolSlots(SandboxPool pool, Time time) {
        this.pool = pool;
        this.time = time;
        pool.all().forEach(place -> all.add(new Slots(place)));
    }

    /** The slots of one place. */
    final class Slots {

        final SandboxPool.Place place;
        private int taken;
        private int failures;
        private long aside;
        private boolean isAside;

        private Slots(SandboxPool.Place place) {
            this.place = place;
        }

        private boolean isFree() {
            return taken < limit() && !isResting();
        }

        /** A place that was set aside gets one episode at first; if that succeeds, it gets all of its slots again. */
        private int limit() {
            return isAside ? 1 : place.slots();
        }

        private boolean isResting() {
            return isAside && time.since(aside).compareTo(pool.rest()) < 0;
        }

        private double load() {
            return (double) taken / place.slots();
        }
    }

    /** {@return a free slot, or empty if there is none at the moment} */
    Optional<Slots> take() {
        Optional<Slots> free = all.stream().filter(Slots::isFree).min(Comparator.comparingDouble(Slots::load));
        free.ifPresent(slots -> slots.taken++);
        return free;
    }

    /** Give a slot back, and record whether its sandbox failed. */
    void giveBack(Slots slots, boolean failed) {
        slots.taken--;
        if (!failed) {
            if (slots.isAside) {
                news.add("place [" + slots.place.name() + "] is used again");
            }
            slots.failures = 0;
            slots.isAside = false;
        } else if (++slots.failures >= pool.failures() && !slots.isResting()) {
            slots.isAside = true;
            slots.aside = time.nanos();
            news.add("place [" + slots.place.name() + "] is set aside for " + Durations.text(pool.rest())
                    + ": its sandbox failed " + slots.failures + " times in a row");
        }
    }

    /** {@return the time until the first place that is set aside can be used again, or empty if none is set aside} */
    Optional<Duration> nextReturn() {
        return all.stream()
                .filter(Slots::isResting)
                .map(slots -> pool.rest().minus(time.since(slots.aside)))
                .min(Comparator.naturalOrder());
    }

    /** {@return why there is no free slot} */
    String shortage() {
        long resting = all.stream().filter(Slots::isResting).count();
        return resting == 0
                ? "all slots are taken"
                : resting + " of " + all.size() + (all.size() == 1 ? " place is" : " places are") + " set aside";
    }

    /** {@return the events since the last call} */
    List<String> news() {
        List<String> told = List.copyOf(news);
        news.clear();
        return told;
    }
}
