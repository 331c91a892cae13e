package dev.curfew.episode;

import dev.curfew.internal.Durations;
import java.time.Duration;
import java.util.Objects;

/**
 * How far a run is.
 *
 * @param total how many episodes it has
 * @param done how many are finished, those of earlier runs included
 * @param resumed how many of them earlier runs have finished
 * @param running how many run
 * @param solved how many of those that are done are solved
 * @param failed how many of those that are done have no reward
 * @param elapsed how long it runs
 * @param held why nothing begins at the moment although something could; empty if nothing holds it
 * @since 0.1
 */
public record EpisodesProgress(
        int total, int done, int resumed, int running, int solved, int failed, Duration elapsed, String held) {

    /**
     * Check that nothing is missing.
     *
     * @param total how many episodes it has
     * @param done how many are finished
     * @param resumed how many of them earlier runs have finished
     * @param running how many run
     * @param solved how many are solved
     * @param failed how many have no reward
     * @param elapsed how long it runs
     * @param held why nothing begins
     */
    public EpisodesProgress {
        Objects.requireNonNull(elapsed, "elapsed");
        Objects.requireNonNull(held, "held");
    }

    /** {@return all of it in one line, without a line end} */
    public String line() {
        StringBuilder text =
                new StringBuilder("episodes ").append(done).append('/').append(total);
        text.append(", ").append(running).append(" running, ").append(solved).append(" solved");
        append(text, failed, " without reward");
        append(text, resumed, " resumed");
        int here = done - resumed;
        if (here > 0 && elapsed.toMillis() > 0) {
            text.append(", ")
                    .append(Math.round(here * 60_000.0 / elapsed.toMillis()))
                    .append("/min");
        }
        text.append(", ").append(Durations.text(Duration.ofSeconds(elapsed.toSeconds())));
        return held.isEmpty()
                ? text.toString()
                : text.append(", held: ").append(held).toString();
    }

    private static void append(StringBuilder text, int count, String what) {
        if (count > 0) {
            text.append(", ").append(count).append(what);
        }
    }
}
