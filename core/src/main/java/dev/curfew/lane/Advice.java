package dev.curfew.lane;

import java.util.List;

/**
 * What to do about a client that leads nowhere.
 *
 * @param symptom a part of what it printed
 * @param step the next step
 */
record Advice(String symptom, String step) {

    /** {@return the first step that fits to what was printed} */
    static String on(String said, List<Advice> known, String otherwise) {
        return known.stream()
                .filter(advice -> said.contains(advice.symptom()))
                .map(Advice::step)
                .findFirst()
                .orElse(otherwise);
    }
}
