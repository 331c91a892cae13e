package dev.curfew.episode;

import java.time.Duration;
import java.util.Objects;

/**
 * One call of the tool, and its answer.
 *
 * @param turn the turn, from 1
 * @param call what the agent asked for, in JSON; cut if it is very long
 * @param answer what it was told, in JSON
 * @param took how long it took
 * @since 0.1
 */
public record Exchange(int turn, String call, String answer, Duration took) {

    /**
     * Check that nothing is missing.
     *
     * @param turn the turn
     * @param call what the agent asked for
     * @param answer what it was told
     * @param took how long it took
     */
    public Exchange {
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(answer, "answer");
        Objects.requireNonNull(took, "took");
    }
}
