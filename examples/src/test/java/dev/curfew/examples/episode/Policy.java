package dev.curfew.examples.episode;

import dev.curfew.episode.Agent;
import dev.curfew.episode.Observation;
import java.util.List;
import java.util.function.Function;

/**
 * A script that sees the answer to its last call.
 *
 * @param name what reports call it
 * @param steps what it does in each turn
 */
record Policy(String name, List<Function<Answer, String>> steps) implements Agent {

    @SafeVarargs
    @SuppressWarnings("varargs") // They are copied at once.
    static Policy of(String name, Function<Answer, String>... steps) {
        return new Policy(name, List.of(steps));
    }

    @Override
    public List<String> act(Observation observation) {
        if (observation.turn() > steps.size()) {
            return List.of();
        }
        Answer last = new Answer(String.join("\n", observation.answers()));
        return List.of(steps.get(observation.turn() - 1).apply(last));
    }
}
