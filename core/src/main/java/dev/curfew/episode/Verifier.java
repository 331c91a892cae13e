package dev.curfew.episode;

/**
 * Judges what an agent has done.
 *
 * <p>It runs when the agent is done and cannot act any more, in the same sandbox, with the same files, while the processes
 * of the agent still run, which could replace what it brings: end them first, with {@code verification.processes().killAll()}, if
 * the verdict depends on files in the sandbox.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Verifier {

    /**
     * Judge an episode.
     *
     * @param verification what there is to look at
     * @return what it is worth
     * @throws Exception if it cannot be judged; then the reward is missing, and not zero
     */
    Reward verify(Verification verification) throws Exception;
}
