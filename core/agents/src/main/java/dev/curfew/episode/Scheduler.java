package dev.curfew.episode;

import dev.curfew.internal.Durations;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Schedules the attempts of a run: which one starts next, and when. Thread-safe; its monitor guards the fields that
 * change.
 */
final class Scheduler {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 20;

    private final EpisodesSettings settings;
    private final RunState state;

    /** Held by the thread whose attempt starts next; the other threads queue in the order of arrival. */
    private final ReentrantLock admission = new ReentrantLock(true);

    private final @Nullable PoolSlots slots;
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private long changes;
    private int pausing;
    private int running;
    private String held = "";
    private @Nullable String stopped;
    private @Nullable String enough;

    Scheduler(EpisodesSettings settings, RunPlan plan, RunState state) {
        this.settings = settings;
        this.state = state;
        this.slots = settings.pool == null ? null : new PoolSlots(settings.pool, settings.time);
        for (EpisodeKey key : plan.keys()) {
            Task task = Objects.requireNonNull(plan.tasks().get(key.task()));
            waiting.add(new Turn(key, task, 1, null));
        }
    }

    /** Remove the episodes that earlier runs have finished. */
    void leaveOut(List<FinishedEpisode> earlier) {
        Set<EpisodeKey> done =
                earlier.stream().map(FinishedEpisode::key).collect(Collectors.toCollection(HashSet::new));
        change(() -> waiting.removeIf(turn -> done.contains(turn.key())));
    }

    private synchronized void change(Runnable action) {
        action.run();
        changes++;
        notifyAll();
    }

    synchronized int left() {
        return waiting.size();
    }

    /** Start nothing more; running attempts are discarded. Only the first reason counts. */
    void stop(String reason) {
        change(() -> stopped = stopped == null ? reason : stopped);
    }

    /** Start nothing more, but finish running attempts. Only the first reason counts. */
    void finishUp(String reason) {
        change(() -> enough = enough == null ? reason : enough);
    }

    synchronized Optional<String> stopped() {
        return Optional.ofNullable(stopped == null ? enough : stopped);
    }

    synchronized EpisodesProgress progress() {
        return state.progress(running, held);
    }

    /**
     * The result of an attempt to start something.
     *
     * @param turn what starts, or {@code null} if nothing does
     * @param isHeld whether something may start later
     * @param why why nothing starts now, for people; may be empty
     * @param again when to try again although nothing has changed, or {@code null} for never
     * @param seen the number of changes at the time of the attempt
     */
    private record Try(
            @Nullable Turn turn,
            boolean isHeld,
            String why,
            @Nullable Duration again,
            long seen) {}

    /**
     * {@return the next attempt, as soon as it may start; {@code null} if there are no more}
     *
     * @param onHold called when the reason why nothing starts has changed
     */
    @Nullable
    Turn next(Runnable onHold) throws InterruptedException {
        admission.lockInterruptibly();
        try {
            Try result = begin(settings.headroom.shortage());
            while (result.isHeld()) {
                if (hold(result.why())) {
                    onHold.run();
                }
                awaitChange(result);
                result = begin(settings.headroom.shortage());
            }
            hold("");
            return result.turn();
        } finally {
            admission.unlock();
        }
    }

    private synchronized Try begin(Optional<String> shortage) {
        boolean isOver = stopped != null || enough != null;
        if (isOver || waiting.isEmpty()) {
            return new Try(null, !isOver && pausing > 0, "", null, changes);
        }
        if (shortage.isPresent() && running > 0) {
            return new Try(null, true, shortage.get(), LOOK_AGAIN, changes);
        }
        return slots == null ? start(null) : startIn(slots);
    }

    private Try startIn(PoolSlots pool) {
        Optional<PoolSlots.Slots> slot = pool.take();
        if (slot.isPresent()) {
            return start(slot.get());
        }
        Optional<Duration> back = pool.nextReturn();
        return new Try(null, true, back.isPresent() ? pool.shortage() : "", back.orElse(null), changes);
    }

    private Try start(PoolSlots.@Nullable Slots slot) {
        running++;
        return new Try(waiting.remove().in(slot), false, "", null, changes);
    }

    private synchronized boolean hold(String why) {
        boolean isNews = !held.equals(why);
        held = why;
        return isNews;
    }

    private synchronized void awaitChange(Try since) throws InterruptedException {
        Runnable cancel = since.again() == null ? () -> {} : settings.time.after(since.again(), () -> change(() -> {}));
        try {
            while (changes == since.seen()) {
                wait();
            }
        } finally {
            cancel.run();
        }
    }

    /**
     * Record the end of an attempt.
     *
     * @return whether the episode is finished; otherwise it is attempted again, now or when the run is resumed
     */
    boolean isFinished(Turn turn, FinishedEpisode episode) {
        Outcome outcome = episode.result().outcome();
        boolean failed = outcome instanceof Outcome.SandboxFailed;
        boolean[] finished = new boolean[1];
        change(() -> {
            running--;
            giveBack(turn, failed);
            if (stopped != null || outcome instanceof Outcome.Abandoned) {
                state.abandon(turn.key());
            } else if (failed && turn.attempt() < settings.attempts) {
                tryAgain(turn, outcome);
            } else {
                finished[0] = true;
            }
        });
        return finished[0];
    }

    private void giveBack(Turn turn, boolean failed) {
        if (slots != null && turn.slot() != null) {
            slots.giveBack(turn.slot(), failed);
            slots.news().forEach(state::note);
        }
    }

    private void tryAgain(Turn turn, Outcome outcome) {
        Duration pause = pauseAfter(turn.attempt());
        state.note(turn.key() + " is tried again, attempt " + (turn.attempt() + 1) + " of " + settings.attempts
                + ", in " + Durations.text(pause) + ": "
                + outcome.describe().lines().findFirst().orElse(""));
        pausing++;
        settings.time.after(
                pause,
                () -> change(() -> {
                    pausing--;
                    waiting.addFirst(turn.again());
                }));
    }

    private Duration pauseAfter(int attempt) {
        Duration pause = settings.pause.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
        Duration longest = settings.pause.compareTo(LONGEST_PAUSE) > 0 ? settings.pause : LONGEST_PAUSE;
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
