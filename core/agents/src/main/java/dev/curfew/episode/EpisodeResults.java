package dev.curfew.episode;

import dev.curfew.diagnosis.Diagnosis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The finished episodes in a results file. The file can be read without a run, and also while a run writes to it.
 *
 * @param finished the episodes in the order in which they finished, without their transcripts
 * @param torn the beginning of an incomplete last line, if there is one: it is being written, or its writer died
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public record EpisodeResults(List<FinishedEpisode> finished, Optional<String> torn) {

    /**
     * Copy the list.
     *
     * @param finished the episodes
     * @param torn the beginning of an incomplete last line
     */
    public EpisodeResults {
        finished = List.copyOf(finished);
        Objects.requireNonNull(torn, "torn");
    }

    /**
     * {@return the contents of a file}
     *
     * @param file the file that was given to {@link Episodes#withResults(Path)}
     * @throws ResultsException if the file cannot be read, or a line other than the last is damaged; the message says
     *     which
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

    /** {@return the statistics of all finished episodes, where a reward of 1 or more means solved} */
    public EpisodesSummary summary() {
        return EpisodesSummary.of(finished, 1);
    }
}
