package dev.curfew.episode;

import java.util.List;
import org.apiguardian.api.API;

/**
 * A finished episode of a run.
 *
 * @param key identifies the episode
 * @param place the name of its place, or the sandbox if there are no places
 * @param result the result of the episode
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public record FinishedEpisode(EpisodeKey key, String place, EpisodeResult result) {

    /**
     * {@return this episode without its transcript, because the transcripts of thousands of episodes would fill the
     * memory}
     */
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
