package dev.curfew.episode;

import java.util.List;

/**
 * Who acts in an episode: it sees an observation, and says which calls of the tool to make.
 *
 * <p>Each episode has an agent of its own, which one thread calls at a time; that thread is interrupted when the time of the
 * episode is over.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Agent extends AutoCloseable {

    /**
     * Take a turn.
     *
     * @param observation what there is to see
     * @return the calls to make, in their order, in the JSON of {@link dev.curfew.tool.ProcessTool}; none if it is done
     * @throws Exception if the agent fails, which ends the episode
     */
    List<String> act(Observation observation) throws Exception;

    /** Called once, when the episode is over; does nothing by default. */
    @Override
    default void close() {}

    /** Makes the agent of an episode. */
    @FunctionalInterface
    interface Factory {

        /**
         * {@return a new agent}
         *
         * @param task what it is to do
         * @param seed the seed of the episode: the same seed should make the same agent
         * @throws Exception if it cannot be made
         */
        Agent create(Task task, long seed) throws Exception;
    }

    /**
     * {@return an agent that makes the same calls whatever it sees, one each turn}
     *
     * @param calls the calls
     */
    static Agent scripted(String... calls) {
        List<String> script = List.of(calls);
        return observation ->
                observation.turn() > script.size() ? List.of() : List.of(script.get(observation.turn() - 1));
    }
}
