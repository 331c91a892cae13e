package dev.curfew.episode;

import dev.curfew.diagnosis.KillReport;
import dev.curfew.process.ResourceUse;
import dev.curfew.sandbox.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at an episode, and where it is made.
 *
 * @param key which episode
 * @param task what is to be done
 * @param attempt which attempt, from 1
 * @param slot the slot that it has, or {@code null} if there are no places
 */
record Turn(EpisodeKey key, Task task, int attempt, Leases.@Nullable Slots slot) {

    String placeName() {
        return slot == null ? task.sandbox().toString() : slot.place.name();
    }

    Turn in(Leases.@Nullable Slots other) {
        return new Turn(key, task, attempt, other);
    }

    Turn again() {
        return new Turn(key, task, attempt + 1, null);
    }

    /** One episode that fails in a way that nobody thought of is no reason to lose all others. */
    FinishedEpisode play(EpisodesSettings settings, Agent.Factory agents) {
        EpisodeResult result;
        try {
            result = Episode.run(placed(settings), agents, key.seed(), settings.options);
        } catch (RuntimeException | Error e) {
            result = broken(e);
        }
        return new FinishedEpisode(key, placeName(), result.attempt(attempt));
    }

    private Task placed(EpisodesSettings settings) {
        Sandbox sandbox = slot == null ? null : slot.place.sandbox();
        return sandbox == null ? task : settings.placing.apply(task, sandbox);
    }

    private EpisodeResult broken(Throwable cause) {
        Outcome outcome = new Outcome.SetUpFailed(cause.toString());
        return new EpisodeResult(
                key.task(),
                key.seed(),
                attempt,
                outcome,
                Reward.missing(outcome.describe()),
                0,
                new EpisodeResult.Timing(Instant.now(), Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                new EpisodeResult.Usage(0, 0, 0, ResourceUse.NONE),
                List.of(),
                new KillReport(Duration.ZERO, List.of(), List.of(), List.of()));
    }
}
