package dev.curfew.examples.demo;

import java.util.List;
import java.util.function.Function;

/** Lines with aligned columns; the example and its program stand only in the first line of each. */
final class Table {

    private static final int RESULT_WIDTH = 7;

    private final int nameWidth;
    private final int programWidth;
    private final int shownWidth;
    private String last = "";

    private Table(int nameWidth, int programWidth, int shownWidth) {
        this.nameWidth = nameWidth;
        this.programWidth = programWidth;
        this.shownWidth = shownWidth;
    }

    static Table of(List<Example> examples) {
        return new Table(
                width("Example", examples, Example::name),
                width("Program", examples, Example::program),
                width("Shown", examples, Example::shown));
    }

    private static int width(String title, List<Example> examples, Function<Example, String> column) {
        return Math.max(
                title.length(),
                examples.stream().map(column).mapToInt(String::length).max().orElse(0));
    }

    String header() {
        return line("Example", "Program", "Shown", "Result", "Time");
    }

    String row(Example example, String result, String time) {
        boolean isNew = !example.name().equals(last);
        last = example.name();
        return line(isNew ? example.name() : "", isNew ? example.program() : "", example.shown(), result, time);
    }

    private String line(String name, String program, String shown, String result, String time) {
        String left = pad(name, nameWidth) + "  " + pad(program, programWidth) + "  " + pad(shown, shownWidth);
        return left + "  " + pad(result, RESULT_WIDTH) + "  " + time;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
