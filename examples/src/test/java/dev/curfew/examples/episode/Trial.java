package dev.curfew.examples.episode;

import dev.curfew.episode.Episode;
import dev.curfew.episode.EpisodeResult;
import dev.curfew.episode.Task;

/**
 * A task, and a policy that tries it.
 *
 * @param task the task
 * @param policy the policy
 * @param solves whether it solves the task
 */
record Trial(Task task, Policy policy, boolean solves) {

    EpisodeResult run() {
        return Episode.run(task, (ignored, seed) -> policy, 1);
    }

    @Override
    public String toString() {
        return task.name() + " by " + policy.name();
    }
}
