package dev.curfew.junit.episode;

import dev.curfew.episode.Agent;
import dev.curfew.episode.Task;
import org.apiguardian.api.API;

/**
 * A test class with {@link EpisodeTest} methods, which provides the task and the agent.
 *
 * <p>A {@code @Nested} class can be a case of its own; otherwise, its nearest enclosing case is used.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public interface EpisodeCase {

    /** {@return the task; called once for each episode, after {@code @BeforeEach} methods} */
    Task task();

    /**
     * Create the agent for an episode. Not called for tests that take an {@link dev.curfew.episode.Episode} and act
     * themselves.
     *
     * @param task the task
     * @param seed the seed of the episode
     * @return a new agent
     * @throws Exception if it cannot be created
     */
    default Agent agent(Task task, long seed) throws Exception {
        throw new UnsupportedOperationException(
                "[" + getClass().getName()
                        + "] has no agent; override agent(Task, long), or take an Episode as the parameter and act in the test");
    }
}
