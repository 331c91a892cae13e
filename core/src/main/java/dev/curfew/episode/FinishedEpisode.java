package dev.curfew.episode;

import java.util.List;
import java.util.Objects;

/**
 * An episode of a run that came to its end.
 *
 * @param key which it is
 * @param place the name of its place, or the sandbox if there are no places
 * @param result what became of it
 * @since 0.1
 */
public record FinishedEpisode(EpisodeKey key, String place, EpisodeResult result) {

    /**
     * Check that nothing is missing.
     *
     * @param key which it is
     * @param place the name of its place
     * @param result what became of it
     */
    public FinishedEpisode {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(result, "result");
    }

    /** Those of thousands of episodes would fill the memory. */
    FinishedEpisode withoutTranscript() {
        EpisodeResult brief = new EpisodeResult(
                result.task(),
                result.seed(),
                result.attempt(),
                result.outcome(),
                result.reward(),
                result.turns(),
                result.timing(),
                result.usage(),
                List.of(),
                result.report());
        return new FinishedEpisode(key, place, brief);
    }
}
