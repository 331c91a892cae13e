package dev.curfew.episode;

import dev.curfew.ProcessRegistry;
import dev.curfew.internal.Durations;
import dev.curfew.internal.Time;
import java.time.Duration;
import java.util.Optional;

/** Counts what an agent uses of its limits. */
final class Meter {

    private final EpisodeLimits limits;
    private final Time time;
    private final long began;
    private int turns;
    private int calls;
    private long output;

    Meter(EpisodeLimits limits, Time time) {
        this.limits = limits;
        this.time = time;
        this.began = time.nanos();
    }

    /** {@return the limit that was reached, or empty if none was} */
    synchronized Optional<String> limit() {
        if (turns >= limits.turns()) {
            return Optional.of(limits.turns() + (limits.turns() == 1 ? " turn" : " turns"));
        }
        return limitWithinTurn();
    }

    synchronized Optional<String> limitWithinTurn() {
        if (timeLeft().isZero()) {
            return Optional.of(timeLimit());
        }
        return output >= limits.output() ? Optional.of(limits.output() + " characters of answers") : Optional.empty();
    }

    String timeLimit() {
        return Durations.text(limits.time());
    }

    Duration timeLeft() {
        Duration left = limits.time().minus(time.since(began));
        return left.isNegative() ? Duration.ZERO : left;
    }

    Duration elapsed() {
        return time.since(began);
    }

    synchronized void turn() {
        turns++;
    }

    synchronized void answered(String answer) {
        calls++;
        output += answer.length();
    }

    synchronized int turns() {
        return turns;
    }

    synchronized int turnsLeft() {
        return Math.max(0, limits.turns() - turns);
    }

    synchronized EpisodeResult.Usage usage(ProcessRegistry processes) {
        return new EpisodeResult.Usage(calls, processes.started(), output, processes.resourceUse());
    }
}
