package dev.curfew.episode;

import dev.curfew.diagnosis.KillReport;
import dev.curfew.process.ResourceUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Invented episodes. */
final class Finished {

    private Finished() {}

    static FinishedEpisode of(EpisodeKey key, Outcome outcome, Reward reward, Exchange... transcript) {
        Duration milli = Duration.ofNanos(1_234_567);
        EpisodeResult result = new EpisodeResult(
                key.task(),
                key.seed(),
                1,
                outcome,
                reward,
                3,
                new EpisodeResult.Timing(Instant.parse("2026-11-21T10:00:00.123456Z"), milli, milli, milli, milli),
                new EpisodeResult.Usage(4, 5, 6, new ResourceUse(Duration.ofMillis(7), 8)),
                List.of(transcript),
                new KillReport(milli, List.of(), List.of(), List.of()));
        return new FinishedEpisode(key, "local", result);
    }

    static FinishedEpisode of(EpisodeKey key, double reward) {
        return of(key, new Outcome.Finished(), Reward.of(reward));
    }
}
