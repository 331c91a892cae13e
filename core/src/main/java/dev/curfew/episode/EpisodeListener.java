package dev.curfew.episode;

/**
 * Hears how a run of {@link Episodes} goes. Every method does nothing by default.
 *
 * <p>One thread at a time calls it; the run waits until it returns. What it throws ends nothing: it is a note of the report.
 *
 * @since 0.1
 */
public interface EpisodeListener {

    /**
     * An attempt at an episode begins.
     *
     * @param key which episode
     * @param attempt which attempt, from 1
     * @param place the name of its place, or its sandbox if there are no places
     */
    default void began(EpisodeKey key, int attempt, String place) {}

    /**
     * An episode has come to its end, and is written.
     *
     * @param episode the episode, with its transcript
     */
    default void ended(FinishedEpisode episode) {}

    /**
     * Something has changed.
     *
     * @param progress how far the run is
     */
    default void progress(EpisodesProgress progress) {}

    /**
     * The run is over.
     *
     * @param report what became of it
     */
    default void finished(EpisodesReport report) {}
}
