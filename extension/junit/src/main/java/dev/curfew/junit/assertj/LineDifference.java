package dev.curfew.junit.assertj;

import dev.curfew.diagnosis.Diagnosis;
import java.util.List;

/**
 * The first difference between expected and actual lines.
 *
 * @param expected the expected lines
 * @param found the actual lines
 * @param index the index of the first line that differs, is missing, or is one too many
 */
record LineDifference(List<String> expected, List<String> found, int index) {

    static LineDifference between(List<String> expected, List<String> found) {
        int index = 0;
        while (index < expected.size()
                && index < found.size()
                && expected.get(index).equals(found.get(index))) {
            index++;
        }
        return new LineDifference(expected, found, index);
    }

    Diagnosis explain(String subject) {
        boolean missing = index == found.size();
        boolean tooMany = index == expected.size();
        String what = missing ? "is missing" : tooMany ? "is one too many" : "differs";
        String count = expected.size() + (expected.size() == 1 ? " line" : " lines");
        Diagnosis diagnosis = Diagnosis.of(subject + " to be " + count + ", but line " + (index + 1) + " " + what);
        if (!tooMany) {
            diagnosis = diagnosis.with("expected", '"' + expected.get(index) + '"');
        }
        return missing ? diagnosis : diagnosis.with("actual", '"' + found.get(index) + '"');
    }
}
