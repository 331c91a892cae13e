package dev.curfew.junit.episode;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of this class judge an episode: a {@link JUnitVerifier} runs them. Everybody else, such as the build tool that
 * finds them among other tests, skips them.
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
 * <p>Constructors, life-cycle methods and tests can have parameters of these types:
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><td>{@link dev.curfew.episode.Verification}</td><td>what there is to look at</td></tr>
 * <tr><td>{@link dev.curfew.EnteredSandbox}</td><td>where the agent acted</td></tr>
 * <tr><td>{@link dev.curfew.ProcessRegistry}</td><td>the registry of the episode, with the processes of the agent; it
 *     outlives the tests. Where {@link dev.curfew.junit.WithBackgroundProcesses} is present on the test or its classes, or a
 *     {@link dev.curfew.junit.BackgroundProcessesExtension} is registered, it is a registry of the test itself, as always:
 *     it runs its processes on this machine and ends with the test. That of the episode is then
 *     {@link dev.curfew.episode.Verification#processes()}.</td></tr>
 * </table>
 *
 * <p>Many episodes can be judged by one class at a time: keep no state in static fields.
 *
 * @since 0.1
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(VerificationExtension.class)
public @interface VerifiesEpisode {}
