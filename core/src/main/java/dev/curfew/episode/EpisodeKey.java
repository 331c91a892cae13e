package dev.curfew.episode;

import dev.curfew.internal.Check;
import java.util.Objects;

/**
 * Which episode of a run: no two of one run are the same.
 *
 * @param task the name of the task
 * @param index which episode of that task, from 0
 * @param seed its seed
 * @since 0.1
 */
public record EpisodeKey(String task, int index, long seed) {

    /**
     * Check the index.
     *
     * @param task the name of the task
     * @param index which episode of that task
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
