package dev.curfew.episode;

import dev.curfew.diagnosis.Diagnosis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The finished episodes of a file of results, for reading it without a run; also while a run writes it.
 *
 * @param finished the episodes in the order in which they finished, without their transcripts
 * @param torn the begin of a last line that is not whole, if there is one: it is being written, or its writer died
 * @since 0.1
 */
public record EpisodeResults(List<FinishedEpisode> finished, Optional<String> torn) {

    /**
     * Copy the list.
     *
     * @param finished the episodes
     * @param torn the begin of a last line that is not whole
     */
    public EpisodeResults {
        finished = List.copyOf(finished);
        Objects.requireNonNull(torn, "torn");
    }

    /**
     * {@return what a file has}
     *
     * @param file the file that was given to {@link Episodes#resultsIn(Path)}
     * @throws ResultsException if it cannot be read, or a line but the last is damaged; the message says which
     */
    public static EpisodeResults read(Path file) {
        try {
            ResultsText text = ResultsText.read(file);
            return new EpisodeResults(text.episodes(), text.torn());
        } catch (IOException e) {
            throw new ResultsException(
                    Diagnosis.of("Failed to read the results [" + file + "]: " + e)
                            .with("next", "check the path and its permissions"),
                    e);
        }
    }

    /** {@return the figures of all of them, where a reward of 1 or more means solved} */
    public EpisodesSummary summary() {
        return EpisodesSummary.of(finished, 1);
    }
}
