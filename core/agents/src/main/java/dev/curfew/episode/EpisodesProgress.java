package dev.curfew.episode;

import dev.curfew.internal.Durations;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * The progress of a run.
 *
 * @param total the number of episodes in the run
 * @param done the number of finished episodes, including those of earlier runs
 * @param resumed the number of episodes that earlier runs have finished
 * @param running the number of running episodes
 * @param solved the number of finished episodes that are solved
 * @param failed the number of finished episodes without a reward
 * @param elapsed the time since the start of the run
 * @param held why nothing begins at the moment although something could; empty otherwise
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public record EpisodesProgress(
        int total, int done, int resumed, int running, int solved, int failed, Duration elapsed, String held) {

    /** {@return the progress as one line of text, without a line end} */
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
