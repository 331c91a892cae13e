package dev.curfew.junit.episode;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that is run for several episodes of a task, each of which is a test of its own in reports. Its class is an
 * {@link EpisodeCase}.
 *
 * <pre>{@code
 * class GreetingTests implements EpisodeCase {
 *
 *     @Override
 *     public Task task() {
 *         return Task.of("greet", "Write a greeting").judgedBy(JUnitVerifier.of(GreetingChecks.class));
 *     }
 *
 *     @Override
 *     public Agent agent(Task task, long seed) {
 *         return new MyAgent(seed);
 *     }
 *
 *     @EpisodeTest(episodes = 5, seed = 100)
 *     void greets(EpisodeResult result) {
 *         assertThat(result).isSolved().leftNothing();
 *     }
 * }
 * }</pre>
 *
 * <p>The method has one of these parameters, besides those of other extensions:
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><td>{@link dev.curfew.episode.EpisodeResult}</td>
 *     <td>the agent has acted, was judged, and everything is gone</td></tr>
 * <tr><td>{@link dev.curfew.episode.Episode}</td>
 *     <td>the episode is set up, and the test acts; the episode ends after the test and its {@code @AfterEach} methods</td></tr>
 * </table>
 *
 * <p>An episode that leaves a process or a file behind fails its test. To a test that fails, what happened in its episode is
 * added as a suppressed exception; what the agent did, and what the processes of an {@code Episode} printed, is attached to it
 * as files, just as those of {@link dev.curfew.junit.WithBackgroundProcesses} are; the configuration parameters {@code
 * curfew.evidence} and {@code curfew.evidence.directory} count here too.
 *
 * <p>Where tests run in parallel, so do the episodes. {@code @Timeout} does not count the time before the method begins: the
 * limits of the task bound the episode.
 *
 * @since 0.1
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@ExtendWith(EpisodeTestExtension.class)
public @interface EpisodeTest {

    /**
     * How many episodes there are.
     *
     * @return the number, 1 by default; at least 1
     */
    int episodes() default 1;

    /**
     * The seed of the first episode; each of the others has the next greater one, so that any of them can be run alone.
     *
     * @return the seed, 1 by default
     */
    long seed() default 1;
}
