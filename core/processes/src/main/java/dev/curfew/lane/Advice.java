package dev.curfew.lane;

import java.util.List;

/**
 * The next step after a client could not enter a sandbox.
 *
 * @param symptom a part of what it printed
 * @param step the next step
 */
record Advice(String symptom, String step) {

    /** {@return the step of the first symptom that was printed, or another text if there is none} */
    static String on(String said, List<Advice> known, String otherwise) {
        return known.stream()
                .filter(advice -> said.contains(advice.symptom()))
                .map(Advice::step)
                .findFirst()
                .orElse(otherwise);
    }
}
