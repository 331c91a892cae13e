package dev.curfew.episode;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What an agent sees before a turn.
 *
 * @param turn the turn that comes, from 1
 * @param instruction what it is to do; the same in every turn
 * @param answers what the calls of the last turn were answered, in their order, in JSON; empty in the first turn
 * @param turnsLeft how many turns there are, this one included
 * @param timeLeft how much time is left for all of them
 * @since 0.1
 */
public record Observation(int turn, String instruction, List<String> answers, int turnsLeft, Duration timeLeft) {

    /**
     * Copy the answers.
     *
     * @param turn the turn that comes
     * @param instruction what it is to do
     * @param answers what the calls of the last turn were answered
     * @param turnsLeft how many turns there are
     * @param timeLeft how much time is left
     */
    public Observation {
        Objects.requireNonNull(instruction, "instruction");
        answers = List.copyOf(answers);
        Objects.requireNonNull(timeLeft, "timeLeft");
    }
}
