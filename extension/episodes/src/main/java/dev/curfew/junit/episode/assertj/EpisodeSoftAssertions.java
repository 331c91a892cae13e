package dev.curfew.junit.episode.assertj;

import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractSoftAssertions;
import org.assertj.core.api.SoftAssertionsProvider;
import org.assertj.core.api.StandardSoftAssertionsProvider;

/**
 * Soft assertions on the results of episodes, and those of Curfew and AssertJ. All that is said of
 * {@link dev.curfew.junit.assertj.CurfewSoftAssertions} holds for them, too.
 *
 * <pre>{@code
 * EpisodeSoftAssertions.assertSoftly(softly -> {
 *     softly.assertThat(result).isSolved().leftNothing();
 *     softly.assertThat(result.turns()).isLessThan(10);
 * });
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public class EpisodeSoftAssertions extends AbstractSoftAssertions
        implements EpisodeSoftAssertionsProvider, StandardSoftAssertionsProvider {

    /** Create soft assertions without failures; call {@link #assertAll()} at the end. */
    public EpisodeSoftAssertions() {}

    /**
     * Run soft assertions, and report all failures at the end.
     *
     * @param assertions the assertions
     * @throws AssertionError if one of them failed
     */
    public static void assertSoftly(Consumer<EpisodeSoftAssertions> assertions) {
        SoftAssertionsProvider.assertSoftly(EpisodeSoftAssertions.class, assertions);
    }
}
