package dev.curfew.junit.episode.assertj;

import dev.curfew.episode.EpisodeResult;
import dev.curfew.junit.assertj.CurfewSoftAssertionsProvider;
import org.apiguardian.api.API;

/**
 * Soft assertions on the results of episodes, and those of Curfew, for classes that combine them with soft assertions
 * of other libraries; otherwise, use {@link EpisodeSoftAssertions}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public interface EpisodeSoftAssertionsProvider extends CurfewSoftAssertionsProvider {

    /**
     * Begin soft assertions on the result of an episode.
     *
     * @param actual the result
     * @return the assertions
     */
    default EpisodeResultAssert assertThat(EpisodeResult actual) {
        return EpisodeResultAssert.soft(this, actual);
    }
}
