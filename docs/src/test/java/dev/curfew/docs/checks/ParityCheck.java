package dev.curfew.docs.checks;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Checks the page of behaviors: each number occurs once, in order, and its tests exist. */
final class ParityCheck {

    private static final Pattern ROW = Pattern.compile("\\| ([A-Z]\\d+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]*) \\|");
    private static final Pattern TEST = Pattern.compile("`([^`]+)`");

    private final Iterator<String> numbers;
    private final TestMethods tests;
    private final List<String> problems = new ArrayList<>();

    private ParityCheck(List<String> numbers, TestMethods tests) {
        this.numbers = numbers.iterator();
        this.tests = tests;
    }

    /** {@return the numbers that the page of this project has} */
    static List<String> numbersOfProject() {
        return Stream.of(
                        numbers("A", 1, 23),
                        numbers("B", 24, 44),
                        numbers("C", 45, 47),
                        numbers("D", 48, 54),
                        numbers("E", 1, 37))
                .flatMap(List::stream)
                .toList();
    }

    static List<String> numbers(String letter, int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(i -> letter + i).toList();
    }

    /**
     * {@return what is wrong, a line for each problem}
     *
     * @param page the page
     * @param numbers the numbers that it must have
     * @param tests the tests that there are
     */
    static List<String> problems(MarkdownFile page, List<String> numbers, TestMethods tests) {
        ParityCheck check = new ParityCheck(numbers, tests);
        page.prose().forEach((line, text) -> check.look(page.place(line), text));
        check.numbers.forEachRemaining(number -> check.problems.add(page.path() + ": no row has the number " + number));
        return check.problems;
    }

    private void look(String place, String line) {
        Matcher row = ROW.matcher(line);
        if (row.matches()) {
            String expected = numbers.hasNext() ? numbers.next() : "none";
            if (!row.group(1).equals(expected)) {
                problems.add(place + ": the number is " + row.group(1) + ", not " + expected);
            }
            lookForTests(place, row.group(4));
        } else if (line.matches("\\| \\w.*")) {
            problems.add(place + ": not a row of a number, a behavior, its API and its tests");
        }
    }

    private void lookForTests(String place, String cell) {
        List<String> named =
                TEST.matcher(cell).results().map(name -> name.group(1)).toList();
        if (named.isEmpty()) {
            problems.add(place + ": no test shows it");
        }
        named.stream()
                .filter(name -> !tests.contains(name))
                .forEach(name -> problems.add(place + ": no test has this name: " + name));
    }
}
