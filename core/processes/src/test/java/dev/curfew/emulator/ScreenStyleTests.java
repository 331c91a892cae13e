package dev.curfew.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Color;
import dev.curfew.terminal.Screen;
import dev.curfew.terminal.ScreenLine;
import dev.curfew.terminal.Style;
import dev.curfew.terminal.Style.Attribute;
import dev.curfew.terminal.StyledRun;
import dev.curfew.terminal.TerminalCursor;
import dev.curfew.terminal.TerminalMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenStyleTests {

    private static final TerminalSize SMALL = new TerminalSize(10, 4);
    private static final String CSI = "\u001B[";
    private static final Style RED = Style.PLAIN.withForeground(Color.RED);
    private static final Style ON_BLUE = Style.PLAIN.withBackground(Color.BLUE);

    private final ScreenRecorder recorder = new ScreenRecorder(SMALL, answer -> {});

    private Screen print(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        recorder.append(bytes, 0, bytes.length);
        return recorder.screen();
    }

    private static Style style(String parameters) {
        return Screens.of(CSI + parameters + "mx", SMALL).style(0, 0);
    }

    @Test
    void isPlainAtFirst() {
        Screen screen = print("a");

        assertThat(screen.style(0, 0)).isEqualTo(Style.PLAIN);
        assertThat(screen.style(3, 9)).isEqualTo(Style.PLAIN);
        assertThat(screen.styledLine(0)).isEqualTo(new ScreenLine("a", List.of(new StyledRun(0, 1, "a", Style.PLAIN))));
        assertThat(screen.styledLine(1)).isEqualTo(new ScreenLine("", List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "1, bold",
        "2, faint",
        "3, italic",
        "4, underline",
        "4:3, underline",
        "21, underline",
        "5, blink",
        "6, blink",
        "7, inverse",
        "8, hidden",
        "9, strikethrough",
        "53, overline",
        "31, red",
        "42, on green",
        "97, bright white",
        "100, on bright black",
        "38;5;208, color 208",
        "38:5:208, color 208",
        "48;2;1;2;3, on #010203",
        "48:2::1:2:3, on #010203",
        "48:2:1:2:3, on #010203",
        "1;7;31;44, bold inverse red on blue",
        "58;5;1;3, italic",
        "58:2::9:9:9;3, italic",
    })
    void setsStyles(String parameters, String style) {
        assertThat(style(parameters)).hasToString(style);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "1;2;22",
                "3;23",
                "4;24",
                "4;4:0",
                "5;25",
                "7;27",
                "8;28",
                "9;29",
                "53;55",
                "31;39",
                "41;49",
                "1;31;42;0",
                "38;5",
                "38",
                "38;5;256",
                "38;2;1;2",
                "38;2;1;2;256",
                "38;9",
                "999"
            })
    void resetsStylesAndIgnoresWhatIsUnknown(String parameters) {
        assertThat(style(parameters)).isEqualTo(Style.PLAIN);
    }

    @Test
    void ignoresSubparametersElsewhere() {
        assertThat(print("ab" + CSI + "1:2Gc").text()).isEqualTo("abc");
    }

    @Test
    void groupsCellsOfTheSameStyle() {
        assertThat(print("a" + CSI + "31m日b " + CSI + "mc").styledLine(0).runs())
                .containsExactly(
                        new StyledRun(0, 1, "a", Style.PLAIN),
                        new StyledRun(1, 4, "日b ", RED),
                        new StyledRun(5, 1, "c", Style.PLAIN));
    }

    @Test
    void stylesMoveWithTheirCells() {
        assertThat(print("a" + CSI + "31mb" + CSI + "m" + CSI + "H" + CSI + "2@")
                        .style(0, 3))
                .isEqualTo(RED);
        assertThat(print(CSI + "3P").style(0, 0)).isEqualTo(RED);
        assertThat(print("x").style(0, 0)).isEqualTo(Style.PLAIN);
    }

    @Test
    void erasesWithTheBackground() {
        List<StyledRun> runs = print(CSI + "44;31m" + CSI + "K").styledLine(0).runs();

        assertThat(runs).containsExactly(new StyledRun(0, 10, " ".repeat(10), ON_BLUE));
        assertThat(print("\n\n\n\n").style(3, 9)).isEqualTo(ON_BLUE);
        assertThat(print(CSI + "2J").style(0, 0)).isEqualTo(ON_BLUE);
        assertThat(print(CSI + "m" + CSI + "2J").styledLine(0).runs()).isEmpty();
        assertThat(recorder.screen().text()).isEmpty();
    }

    @Test
    void insertsAndDeletesWithTheBackground() {
        assertThat(print("ab" + CSI + "44m" + CSI + "H" + CSI + "@").style(0, 0))
                .isEqualTo(ON_BLUE);
        assertThat(print(CSI + "2P").style(0, 9)).isEqualTo(ON_BLUE);
        assertThat(recorder.screen().line(0)).isEqualTo("b");
    }

    @Test
    void savesTheStyleWithTheCursor() {
        assertThat(print(CSI + "31m\u001B7" + CSI + "m\u001B8x").style(0, 0)).isEqualTo(RED);
        assertThat(print(CSI + "31m" + CSI + "!p\rx").style(0, 0)).isEqualTo(Style.PLAIN);
    }

    @Test
    void knowsLinks() {
        Screen screen = print("\u001B]8;id=1;http://a/?b;c\u001B\\" + CSI + "31mx" + CSI + "my\u001B]8;;\u0007z");

        assertThat(screen.style(0, 0)).isEqualTo(RED.withLink("http://a/?b;c"));
        assertThat(screen.style(0, 1).link()).isEqualTo("http://a/?b;c");
        assertThat(screen.style(0, 2)).isEqualTo(Style.PLAIN);
    }

    @Test
    void keepsNoLinksOfUnusualLength() {
        Screen screen = print("\u001B]8;;http://a/" + "b".repeat(600) + "\u001B\\x");

        assertThat(screen.style(0, 0)).isEqualTo(Style.PLAIN);
    }

    @Test
    void protectsCells() {
        String printed = CSI + "1\"qA" + CSI + "0\"qB\r\n" + CSI + "1\"q" + CSI + "mC" + CSI + "2\"qD";

        assertThat(print(printed + CSI + "?2J").lines()).containsExactly("A", "C", "", "");
        assertThat(recorder.screen().style(0, 0).has(Attribute.PROTECTED)).isTrue();
        assertThat(print("x" + CSI + "?1Jy" + CSI + "H" + CSI + "?0J").lines()).containsExactly("A", "C", "", "");
        assertThat(print(CSI + "2J").text()).isEmpty();
    }

    @Test
    void shiftsColumnsInTheScrollRegion() {
        print("0123\r\n0123\r\n0123" + CSI + "2;3r");

        assertThat(print(CSI + "1;2H" + CSI + "'~").line(0)).isEqualTo("0123");
        assertThat(print(CSI + "2;2H" + CSI + "2'~").lines()).containsExactly("0123", "03", "03", "");
        assertThat(print(CSI + "1 A").lines()).containsExactly("0123", " 03", " 03", "");
        assertThat(print(CSI + "2 @").lines()).containsExactly("0123", "3", "3", "");
    }

    @ParameterizedTest
    @CsvSource({
        "0, BLOCK, true",
        "1, BLOCK, true",
        "2, BLOCK, false",
        "3, UNDERLINE, true",
        "4, UNDERLINE, false",
        "5, BAR, true",
        "6, BAR, false",
        "7, BLOCK, false"
    })
    void knowsTheShapeOfTheCursor(int style, TerminalCursor.Shape shape, boolean blinks) {
        assertThat(print("ab" + CSI + style + " q").cursor()).isEqualTo(new TerminalCursor(0, 2, true, shape, blinks));
        assertThat(print(CSI + "!p\r").cursor())
                .isEqualTo(new TerminalCursor(0, 0, true, TerminalCursor.Shape.BLOCK, false));
    }

    @Test
    void countsBells() {
        assertThat(print("\u0007a\u0007" + CSI + "\u0007m\u001B]0;title\u0007").bells())
                .isEqualTo(3);
    }

    @Test
    void knowsModes() {
        assertThat(print("").modes()).isEmpty();
        assertThat(print(CSI + "?1;1006;2004;7777h\u001B=" + CSI + "?1049h").modes())
                .containsExactlyInAnyOrder(
                        TerminalMode.APPLICATION_CURSOR_KEYS,
                        TerminalMode.MOUSE_SGR,
                        TerminalMode.BRACKETED_PASTE,
                        TerminalMode.APPLICATION_KEYPAD,
                        TerminalMode.ALTERNATE_SCREEN);
        assertThat(print(CSI + "!p" + CSI + "?1049l").modes())
                .containsExactlyInAnyOrder(TerminalMode.MOUSE_SGR, TerminalMode.BRACKETED_PASTE);
        assertThat(print("\u001Bc").modes()).isEmpty();
    }

    @Test
    void showsSynchronizedUpdatesWhenTheyAreComplete() {
        Screen before = print("before");

        assertThat(print(CSI + "?2026h" + CSI + "2J" + CSI + "Hnew")).isEqualTo(before);
        assertThat(print(CSI + "?2026l").text()).isEqualTo("new");
        assertThat(print(CSI + "?2026h\rone" + CSI + "?2026h\rtwo").text()).isEqualTo("one");
        assertThat(print("\u001Bcreset").text()).isEqualTo("reset");
    }

    @Test
    void showsUpdatesThatAreNotCompleted() {
        print("before" + CSI + "?2026h\rafter ");
        recorder.showUpdate();
        assertThat(recorder.screen().text()).isEqualTo("after");

        print(CSI + "?2026h\rresize");
        recorder.resize(new TerminalSize(12, 4));
        assertThat(recorder.screen().text()).isEqualTo("resize");
    }

    @Test
    void keepsLinesThatScrollOff() {
        print(CSI + "31m1" + CSI + "m\r\n2\r\n3\r\n4\r\n5\r\n6");

        assertThat(recorder.scrollback())
                .containsExactly(
                        new ScreenLine("1", List.of(new StyledRun(0, 1, "1", RED))),
                        new ScreenLine("2", List.of(new StyledRun(0, 1, "2", Style.PLAIN))));
        print(CSI + "?1049h\n\n\n\n" + CSI + "?1049l" + CSI + "2;3r" + CSI + "3;1H\n\n");
        assertThat(recorder.scrollback()).hasSize(2);
        print(CSI + "3J");
        assertThat(recorder.scrollback()).isEmpty();
    }

    @Test
    void boundsTheLinesThatItKeeps() {
        for (int line = 1; line <= 1500; line++) {
            print(line + "\r\n");
        }

        assertThat(recorder.scrollback()).hasSize(1000);
        assertThat(recorder.scrollback().get(999).text()).isEqualTo("1497");
        assertThat(print("\u001Bc").text()).isEmpty();
        assertThat(recorder.scrollback()).isEmpty();
    }
}
