package dev.curfew.episode;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of a run of {@link Episodes}.
 *
 * @param planned how many episodes it has
 * @param finished those that came to their end, those of earlier runs included, in the order of the plan and without their
 *     transcripts
 * @param resumed how many of them earlier runs had finished
 * @param abandoned those that had begun and were ended before they were done; they begin anew when the run is resumed
 * @param notBegun those that did not begin, or wait for another attempt
 * @param took how long it took
 * @param stopped why it ended before everything was finished, or empty if it did not
 * @param notes what else is to be said: about the file of results, places that failed, listeners that failed
 * @param solvedAt the least reward that means solved
 * @since 0.1
 */
public record EpisodesReport(
        int planned,
        List<FinishedEpisode> finished,
        int resumed,
        List<EpisodeKey> abandoned,
        List<EpisodeKey> notBegun,
        Duration took,
        Optional<String> stopped,
        List<String> notes,
        double solvedAt) {

    private static final double SECONDS_OF_MINUTE = 60;
    private static final double NANOS_OF_SECOND = 1e9;

    /**
     * Copy the lists.
     *
     * @param planned how many episodes it has
     * @param finished those that came to their end
     * @param resumed how many of them earlier runs had finished
     * @param abandoned those that were ended before they were done
     * @param notBegun those that did not begin
     * @param took how long it took
     * @param stopped why it ended early
     * @param notes what else is to be said
     * @param solvedAt the least reward that means solved
     */
    public EpisodesReport {
        finished = List.copyOf(finished);
        abandoned = List.copyOf(abandoned);
        notBegun = List.copyOf(notBegun);
        Objects.requireNonNull(took, "took");
        Objects.requireNonNull(stopped, "stopped");
        notes = List.copyOf(notes);
    }

    /** {@return whether every episode is finished} */
    public boolean isComplete() {
        return finished.size() == planned;
    }

    /** {@return whether nothing is left of any episode} */
    public boolean isClean() {
        return finished.stream().allMatch(episode -> episode.result().report().isClean());
    }

    /** {@return how many episodes this run finished a minute, those of earlier runs left out; 0 if it took no time} */
    public double episodesPerMinute() {
        double seconds = took.toNanos() / NANOS_OF_SECOND;
        return seconds == 0 ? 0 : (finished.size() - resumed) / seconds * SECONDS_OF_MINUTE;
    }

    /** {@return the figures of the finished episodes} */
    public EpisodesSummary summary() {
        return EpisodesSummary.of(finished, solvedAt);
    }

    /** {@return all of it for people, as lines without a trailing line end} */
    public String render() {
        return new ReportText(this).text();
    }

    /** {@return the figures as an object of JSON, without the single episodes} */
    public String json() {
        return ReportJson.of(this);
    }

    @Override
    public String toString() {
        return render();
    }
}
