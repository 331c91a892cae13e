package dev.curfew.episode;

import org.apiguardian.api.API;

/**
 * Verifies the work of an agent.
 *
 * <p>It runs when the agent is done and can no longer act, in the same sandbox, with the same files. The processes of
 * the agent are still running, and could replace files of the verifier. If the verdict depends on files in the sandbox,
 * end the processes first, with {@code verification.processes().stopAll()}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
@FunctionalInterface
public interface Verifier {

    /**
     * Verify an episode.
     *
     * @param verification the episode
     * @return its reward
     * @throws Exception if it cannot be verified; the reward is then missing, not zero
     */
    Reward verify(Verification verification) throws Exception;
}
