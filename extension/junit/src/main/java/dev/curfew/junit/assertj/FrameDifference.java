package dev.curfew.junit.assertj;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Two frames of screens, line by line.
 *
 * @param expected the lines of the expected frame
 * @param found the lines of the frame that was found
 */
record FrameDifference(List<String> expected, List<String> found) {

    static FrameDifference between(String expected, String found) {
        return new FrameDifference(expected.lines().toList(), found.lines().toList());
    }

    /** {@return how many lines differ, such as {@code 2 lines differ}} */
    String count() {
        long count = IntStream.range(0, Math.max(expected.size(), found.size()))
                .filter(this::differsIn)
                .count();
        return count == 1 ? "1 line differs" : count + " lines differ";
    }

    String markedExpected() {
        return marked(expected);
    }

    String markedFound() {
        return marked(found);
    }

    private String marked(List<String> lines) {
        return IntStream.range(0, lines.size())
                .mapToObj(index -> (differsIn(index) ? "> " : "  ") + lines.get(index))
                .collect(Collectors.joining("\n"));
    }

    private boolean differsIn(int index) {
        return index >= expected.size()
                || index >= found.size()
                || !expected.get(index).equals(found.get(index));
    }
}
