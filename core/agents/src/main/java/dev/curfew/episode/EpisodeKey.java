package dev.curfew.episode;

import dev.curfew.internal.Check;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Identifies an episode of a run. All keys of a run are different.
 *
 * @param task the name of the task
 * @param index the index among the episodes of that task, from 0
 * @param seed its seed
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public record EpisodeKey(String task, int index, long seed) {

    /**
     * Check the index.
     *
     * @param task the name of the task
     * @param index the index among the episodes of that task
     * @param seed its seed
     */
    public EpisodeKey {
        Objects.requireNonNull(task, "task");
        Check.argument(index >= 0, "index must not be negative", index);
    }

    /** {@return the task and the index} */
    @Override
    public String toString() {
        return task + "[" + index + "]";
    }
}
