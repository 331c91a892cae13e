package dev.curfew.episode;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The report of a run of {@link Episodes}.
 *
 * @param planned the number of episodes in the run
 * @param finished the finished episodes, including those of earlier runs, in the order of the plan, without transcripts
 * @param resumed the number of episodes that earlier runs have finished
 * @param abandoned the episodes that were ended before they were done; they begin again when the run is resumed
 * @param notBegun the episodes that have not begun, or wait for another attempt
 * @param took the duration of the run
 * @param stopped why the run ended before all episodes were finished, or empty if they all were
 * @param notes further remarks: about the results file, failed places, and failed listeners
 * @param solvedAt the minimum reward that counts as solved
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
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
     * @param planned the number of episodes in the run
     * @param finished the finished episodes
     * @param resumed the number of episodes that earlier runs have finished
     * @param abandoned the episodes that were ended before they were done
     * @param notBegun the episodes that have not begun
     * @param took the duration of the run
     * @param stopped why the run ended early
     * @param notes further remarks
     * @param solvedAt the minimum reward that counts as solved
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

    /** {@return the number of episodes per minute, without those of earlier runs; 0 if the run took no time} */
    public double episodesPerMinute() {
        double seconds = took.toNanos() / NANOS_OF_SECOND;
        return seconds == 0 ? 0 : (finished.size() - resumed) / seconds * SECONDS_OF_MINUTE;
    }

    /** {@return the statistics of the finished episodes} */
    public EpisodesSummary summary() {
        return EpisodesSummary.of(finished, solvedAt);
    }

    /** {@return the report as text for people: lines without a trailing line end} */
    public String render() {
        return new ReportText(this).text();
    }

    /** {@return the statistics as a JSON object, without individual episodes} */
    public String json() {
        return ReportJson.of(this);
    }

    @Override
    public String toString() {
        return render();
    }
}
