package dev.curfew.episode;

import java.util.List;
import org.apiguardian.api.API;

/**
 * The actor in an episode: receives an observation and decides which tool calls to make.
 *
 * <p>Each episode has its own agent. It is called by one thread at a time; that thread is interrupted when the time
 * limit of the episode expires.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
@FunctionalInterface
public interface Agent extends AutoCloseable {

    /**
     * Take a turn.
     *
     * @param observation the current observation
     * @return the calls to make, in order, in the JSON of {@link dev.curfew.tool.ProcessTool}; empty if the agent is
     *     done
     * @throws Exception if the agent fails, which ends the episode
     */
    List<String> act(Observation observation) throws Exception;

    /** Release the resources of the agent. Called once, at the end of the episode; does nothing by default. */
    @Override
    default void close() {}

    /** Creates the agent of an episode. */
    @FunctionalInterface
    interface Factory {

        /**
         * {@return a new agent}
         *
         * @param task the task of the agent
         * @param seed the seed of the episode; the same seed should create the same agent
         * @throws Exception if the agent cannot be created
         */
        Agent create(Task task, long seed) throws Exception;
    }

    /**
     * {@return an agent that makes fixed calls regardless of its observations, one in each turn}
     *
     * @param calls the calls
     */
    static Agent scripted(String... calls) {
        List<String> script = List.of(calls);
        return observation ->
                observation.turn() > script.size() ? List.of() : List.of(script.get(observation.turn() - 1));
    }
}
