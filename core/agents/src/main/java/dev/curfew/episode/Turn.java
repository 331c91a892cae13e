package dev.curfew.episode;

import dev.curfew.diagnosis.KillReport;
import dev.curfew.process.ResourceUse;
import dev.curfew.sandbox.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attempt at an episode.
 *
 * @param key the episode
 * @param task the task
 * @param attempt the number of the attempt, from 1
 * @param slot the slot of a place, or {@code null} if there are no places
 */
record Turn(EpisodeKey key, Task task, int attempt, PoolSlots.@Nullable Slots slot) {

    String placeName() {
        return slot == null ? task.sandbox().toString() : slot.place.name();
    }

    Turn in(PoolSlots.@Nullable Slots other) {
        return new Turn(key, task, attempt, other);
    }

    Turn again() {
        return new Turn(key, task, attempt + 1, null);
    }

    /**
     * Run the episode. An unexpected failure becomes its result, so that the other episodes of the run are not lost.
     */
    FinishedEpisode play(EpisodesSettings settings, Agent.Factory agents) {
        EpisodeResult result;
        try {
            result = Episode.run(placed(settings), agents, key.seed(), settings.options);
        } catch (RuntimeException | Error e) {
            result = broken(e);
        }
        return new FinishedEpisode(key, placeName(), result.withAttempt(attempt));
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
