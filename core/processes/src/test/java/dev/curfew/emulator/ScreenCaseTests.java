package dev.curfew.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Screen;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What xterm shows in cases in which terminals differ, one file for each. */
class ScreenCaseTests {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x(..)|(.))");

    static List<Path> cases() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(ScreenCaseTests.class.getResource("cases"))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void hasCases() throws IOException, URISyntaxException {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(23);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void showsWhatXtermShows(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        Screen screen = show(file, Integer.MAX_VALUE);

        assertThat(screen.lines())
                .containsExactlyElementsOf(lines.stream()
                        .filter(line -> line.startsWith("|"))
                        .map(line -> line.substring(1))
                        .toList());
        assertThat(lines).contains("cursor: row " + screen.cursorRow() + ", column " + screen.cursorColumn());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void showsTheSameWhereverOutputIsCut(Path file) throws IOException {
        assertThat(show(file, 1)).isEqualTo(show(file, Integer.MAX_VALUE));
    }

    /** {@return what a file describes} */
    static XtermOracle.Case parse(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<XtermOracle.Step> steps = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("write: ")) {
                steps.add(new XtermOracle.Step.Output(bytes(line.substring("write: ".length()))));
            } else if (line.startsWith("resize: ")) {
                steps.add(new XtermOracle.Step.Resize(size(line.substring("resize: ".length()))));
            }
        }
        return new XtermOracle.Case(file.getFileName().toString(), size(value(lines, "size: ")), steps);
    }

    private static Screen show(Path file, int most) throws IOException {
        XtermOracle.Case shown = parse(file);
        ScreenRecorder recorder = new ScreenRecorder(shown.size(), answer -> {});
        for (XtermOracle.Step step : shown.steps()) {
            if (step instanceof XtermOracle.Step.Output output) {
                byte[] bytes = output.bytes();
                for (int at = 0; at < bytes.length; at += Math.min(most, bytes.length)) {
                    recorder.append(bytes, at, Math.min(most, bytes.length - at));
                }
            } else if (step instanceof XtermOracle.Step.Resize resize) {
                recorder.resize(resize.size());
            }
        }
        return recorder.screen();
    }

    private static String value(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()))
                .findFirst()
                .orElseThrow();
    }

    private static TerminalSize size(String text) {
        int[] numbers =
                Arrays.stream(text.split("x", -1)).mapToInt(Integer::parseInt).toArray();
        return new TerminalSize(numbers[0], numbers[1]);
    }

    private static byte[] bytes(String written) {
        return ESCAPE.matcher(written)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        escape.group(1) == null
                                ? control(escape.group(2))
                                : String.valueOf((char) Integer.parseInt(escape.group(1), 16))))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String control(String letter) {
        return switch (letter) {
            case "e" -> "\u001B";
            case "r" -> "\r";
            case "n" -> "\n";
            case "t" -> "\t";
            default -> throw new IllegalArgumentException("unknown escape: \\" + letter);
        };
    }
}
