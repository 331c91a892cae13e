package dev.curfew.episode;

import org.apiguardian.api.API;

/**
 * Receives the events of a run of {@link Episodes}. Every method does nothing by default.
 *
 * <p>Called by one thread at a time; the run waits until the method returns. An exception does not end the run; it
 * becomes a note in the report.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public interface EpisodeListener {

    /**
     * Called when an attempt at an episode begins.
     *
     * @param key the episode
     * @param attempt the number of the attempt, from 1
     * @param place the name of its place, or its sandbox if there are no places
     */
    default void began(EpisodeKey key, int attempt, String place) {}

    /**
     * Called when an episode has ended and its result has been written.
     *
     * @param episode the episode, with its transcript
     */
    default void ended(FinishedEpisode episode) {}

    /**
     * Called when the progress has changed.
     *
     * @param progress the progress of the run
     */
    default void progress(EpisodesProgress progress) {}

    /**
     * Called at the end of the run.
     *
     * @param report the report of the run
     */
    default void finished(EpisodesReport report) {}
}
