package dev.curfew.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Screen;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
        Screen screen = show(lines, Integer.MAX_VALUE);

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
        List<String> lines = Files.readAllLines(file);

        assertThat(show(lines, 1)).isEqualTo(show(lines, Integer.MAX_VALUE));
    }

    private static Screen show(List<String> lines, int step) {
        ScreenRecorder recorder = new ScreenRecorder(size(value(lines, "size: ")), answer -> {});
        for (String line : lines) {
            if (line.startsWith("write: ")) {
                byte[] bytes = bytes(line.substring("write: ".length()));
                for (int at = 0; at < bytes.length; at += Math.min(step, bytes.length)) {
                    recorder.append(bytes, at, Math.min(step, bytes.length - at));
                }
            } else if (line.startsWith("resize: ")) {
                recorder.resize(size(line.substring("resize: ".length())));
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
