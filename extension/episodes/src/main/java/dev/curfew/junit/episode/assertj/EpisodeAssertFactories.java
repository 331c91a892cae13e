package dev.curfew.junit.episode.assertj;

import dev.curfew.episode.EpisodeResult;
import org.apiguardian.api.API;
import org.assertj.core.api.InstanceOfAssertFactory;

/**
 * A factory for navigating from AssertJ's assertions to those on the results of episodes, as in
 * {@code assertThat(results).first(as(EPISODE_RESULT))}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public final class EpisodeAssertFactories {

    /** For the result of an episode. */
    public static final InstanceOfAssertFactory<EpisodeResult, EpisodeResultAssert> EPISODE_RESULT =
            new InstanceOfAssertFactory<>(EpisodeResult.class, EpisodeResultAssert::new);

    private EpisodeAssertFactories() {}
}
