package dev.curfew.junit.episode;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code @EpisodeTest} marks a method that is run for several episodes of a task; reports list each episode as a
 * separate test. The class must be an {@link EpisodeCase}.
 *
 * <pre>{@code
 * class GreetingTests implements EpisodeCase {
 *
 *     @Override
 *     public Task task() {
 *         return Task.of("greet", "Write a greeting").withVerifier(JUnitVerifier.of(GreetingChecks.class));
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
 * <p>The method has one of these parameters, and possibly others that other extensions provide:
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><td>{@link dev.curfew.episode.EpisodeResult}</td>
 *     <td>the agent has acted and was judged, and the episode has been cleaned up</td></tr>
 * <tr><td>{@link dev.curfew.episode.Episode}</td>
 *     <td>the episode is set up, and the test acts; it ends after the test and its {@code @AfterEach} methods</td></tr>
 * </table>
 *
 * <p>An episode that leaves a process or a file behind fails its test. If a test fails, a summary of its episode is
 * added as a suppressed exception, and a transcript of the agent's actions and the output of the processes of an
 * {@code Episode} are attached as files, as with {@link dev.curfew.junit.WithBackgroundProcesses}. The configuration
 * parameters {@code curfew.evidence} and {@code curfew.evidence.directory} apply here, too.
 *
 * <p>If tests run in parallel, so do episodes. {@code @Timeout} does not include the time before the method begins; use
 * the limits of the task to bound the episode.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@ExtendWith(EpisodeTestExtension.class)
public @interface EpisodeTest {

    /**
     * The number of episodes.
     *
     * @return the number, 1 by default; at least 1
     */
    int episodes() default 1;

    /**
     * The seed of the first episode; each further episode has the next higher seed, so that any episode can be repeated
     * alone.
     *
     * @return the seed, 1 by default
     */
    long seed() default 1;
}
