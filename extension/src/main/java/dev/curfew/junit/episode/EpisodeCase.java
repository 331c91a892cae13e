package dev.curfew.junit.episode;

import dev.curfew.episode.Agent;
import dev.curfew.episode.Task;

/**
 * A test class with an {@link EpisodeTest}: it gives the task, and the agent.
 *
 * <p>{@code @Nested} classes can be cases of their own; without that, the nearest enclosing class counts.
 *
 * @since 0.1
 */
public interface EpisodeCase {

    /** {@return the task; called once for each episode, after {@code @BeforeEach} methods} */
    Task task();

    /**
     * Make the agent of an episode. Tests that take an {@link dev.curfew.episode.Episode} act themselves and need none.
     *
     * @param task what it is to do
     * @param seed the seed of the episode
     * @return a new agent
     * @throws Exception if it cannot be made
     */
    default Agent agent(Task task, long seed) throws Exception {
        throw new UnsupportedOperationException(
                "[" + getClass().getName()
                        + "] has no agent; override agent(Task, long), or take an Episode as the parameter and act in the test");
    }
}
