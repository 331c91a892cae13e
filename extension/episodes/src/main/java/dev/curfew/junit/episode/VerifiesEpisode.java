package dev.curfew.junit.episode;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code @VerifiesEpisode} marks a test class that judges an episode. A {@link JUnitVerifier} runs its tests; in all
 * other launches, such as a build that finds them among other tests, they are skipped.
 *
 * <pre>{@code
 * @VerifiesEpisode
 * class GreetingChecks {
 *
 *     @Test
 *     @Weight(3)
 *     void greetsTheWorld(Verification episode) {
 *         assertThat(episode.run(Command.of("grep", "-q", "Hello, world", "greeting"))).isSuccess();
 *     }
 * }
 * }</pre>
 *
 * <p>Constructors, lifecycle methods and tests can have parameters of these types:
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><td>{@link dev.curfew.episode.Verification}</td><td>the episode to judge</td></tr>
 * <tr><td>{@link dev.curfew.EnteredSandbox}</td><td>the sandbox in which the agent acted</td></tr>
 * <tr><td>{@link dev.curfew.ProcessRegistry}</td><td>the registry of the episode, with the processes of the agent; it
 *     outlives the tests. If {@link dev.curfew.junit.WithBackgroundProcesses} is present on the test or its classes, or
 *     a {@link dev.curfew.junit.BackgroundProcessesExtension} is registered, the parameter is instead a registry of the
 *     test itself, which runs its processes on this machine and ends with the test. The registry of the episode is then
 *     available as {@link dev.curfew.episode.Verification#processes()}.</td></tr>
 * </table>
 *
 * <p>A class may judge several episodes at the same time: keep no state in static fields.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(VerificationExtension.class)
public @interface VerifiesEpisode {}
