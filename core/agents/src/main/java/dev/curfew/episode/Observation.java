package dev.curfew.episode;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * What an agent is shown before a turn.
 *
 * @param turn the number of the next turn, from 1
 * @param instruction the instruction of the task; the same in every turn
 * @param answers the answers to the calls of the last turn, in order, in JSON; empty in the first turn
 * @param turnsLeft the number of turns left, including the next one
 * @param timeLeft the time left for all of them
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public record Observation(int turn, String instruction, List<String> answers, int turnsLeft, Duration timeLeft) {

    /**
     * Copy the answers.
     *
     * @param turn the number of the next turn
     * @param instruction the instruction of the task
     * @param answers the answers to the calls of the last turn
     * @param turnsLeft the number of turns left
     * @param timeLeft the time left for all of them
     */
    public Observation {
        Objects.requireNonNull(instruction, "instruction");
        answers = List.copyOf(answers);
        Objects.requireNonNull(timeLeft, "timeLeft");
    }
}
