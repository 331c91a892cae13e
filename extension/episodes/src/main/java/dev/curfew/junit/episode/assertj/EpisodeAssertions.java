package dev.curfew.junit.episode.assertj;

import dev.curfew.episode.EpisodeResult;
import dev.curfew.junit.assertj.CurfewAssertions;
import org.apiguardian.api.API;

/**
 * Entry point for assertions on the results of episodes. It extends those of Curfew and AssertJ, so one static import
 * serves all three.
 *
 * <pre>{@code
 * import static dev.curfew.junit.episode.assertj.EpisodeAssertions.assertThat;
 *
 * assertThat(result).isSolved().leftNothing();
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public final class EpisodeAssertions extends CurfewAssertions {

    private EpisodeAssertions() {}

    /**
     * Begin assertions on the result of an episode.
     *
     * @param actual the result
     * @return the assertions
     */
    public static EpisodeResultAssert assertThat(EpisodeResult actual) {
        return new EpisodeResultAssert(actual);
    }
}
