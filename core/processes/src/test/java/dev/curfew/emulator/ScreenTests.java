package dev.curfew.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Screen;
import dev.curfew.terminal.ScreenLine;
import dev.curfew.terminal.TerminalCursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScreenTests {

    private static final TerminalSize SMALL = new TerminalSize(10, 4);
    private static final String CSI = "\u001B[";

    private static String shown(String printed) {
        return Screens.of(printed, SMALL).text();
    }

    @Test
    void isEmptyAtFirst() {
        Screen empty = Screens.of("", SMALL);

        assertThat(empty.text()).isEmpty();
        assertThat(empty.lines()).containsExactly("", "", "", "");
        assertThat(empty.rows()).isEqualTo(4);
        assertThat(empty.columns()).isEqualTo(10);
        assertThat(empty.isCursorVisible()).isTrue();
        assertThat(empty.isAlternate()).isFalse();
        assertThat(empty.title()).isEmpty();
    }

    @Test
    void scrollsWhereTheLastLineEnds() {
        assertThat(Screens.of("1\r\n2\r\n3\r\n4\r\n5", SMALL).lines()).containsExactly("2", "3", "4", "5");
    }

    @Test
    void wrapsOnlyWhenMoreFollows() {
        Screen full = Screens.of("0123456789", SMALL);
        assertThat(full.cursorRow()).isZero();
        assertThat(full.cursorColumn()).isEqualTo(9);
        assertThat(shown("0123456789\r\nx")).isEqualTo("0123456789\nx");
        assertThat(shown("0123456789x")).isEqualTo("0123456789\nx");
        assertThat(shown("0123456789\bx")).isEqualTo("01234567x9");
        assertThat(shown("0123456789" + CSI + "Dx")).isEqualTo("01234567x9");
        assertThat(shown("0123456789" + CSI + "Kx")).isEqualTo("012345678x");
    }

    @Test
    void staysInTheLastColumnWithoutWrapping() {
        assertThat(shown(CSI + "?7l0123456789xyz")).isEqualTo("012345678z");
    }

    @Test
    void restoresAWrapThatWasPending() {
        assertThat(shown("0123456789\u001B7" + CSI + "H\u001B8x")).isEqualTo("0123456789\nx");
    }

    @Test
    void goesBackToOverwrite() {
        assertThat(shown("12%\r13%")).isEqualTo("13%");
        assertThat(shown("abc" + CSI + "2Dx")).isEqualTo("axc");
        assertThat(shown("a" + CSI + "3;5Hb")).isEqualTo("a\n\n    b");
    }

    @Test
    void wideCharactersTakeTwoColumns() {
        assertThat(Screens.of("日本", SMALL).cursorColumn()).isEqualTo(4);
        assertThat(shown("日本" + CSI + "3Gx")).isEqualTo("日x");
        assertThat(shown("日本" + CSI + "2Gx")).isEqualTo(" x本");
        assertThat(shown("012345678日")).isEqualTo("012345678\n日");
        assertThat(Screens.of("😀", SMALL).cursorColumn()).isEqualTo(2);
        assertThat(Screens.of("x日", new TerminalSize(1, 2)).lines()).containsExactly("x", "");
    }

    @Test
    void marksJoinTheCharacterBeforeThem() {
        Screen screen = Screens.of("e\u0301x", SMALL);
        assertThat(screen.text()).isEqualTo("e\u0301x");
        assertThat(screen.cursorColumn()).isEqualTo(2);
        assertThat(shown("012345678e\u0301")).isEqualTo("012345678e\u0301");
        assertThat(shown("\u0301x")).isEqualTo("x");
        assertThat(shown("日\u0301" + CSI + "H" + CSI + "@")).isEqualTo(" 日\u0301");
        assertThat(shown("e" + "\u0301".repeat(1000))).hasSizeLessThan(20);
    }

    @Test
    void marksGoWithWhatTheyMark() {
        assertThat(shown("ae\u0301" + CSI + "H" + CSI + "P")).isEqualTo("e\u0301");
        assertThat(shown("ae\u0301" + CSI + "2Gx")).isEqualTo("ax");
        assertThat(shown("ae\u0301" + CSI + "2G" + CSI + "X")).isEqualTo("a");
    }

    @Test
    void drawsLines() {
        assertThat(shown("\u001B(0lqk\u001B(Bq")).isEqualTo("┌─┐q");
        assertThat(shown("\u001B)0\u000Ex\u000Fx")).isEqualTo("│x");
    }

    @Test
    void showsTheAlternatePageAndGoesBack() {
        String printed = "before" + CSI + "?1049h" + CSI + "Hinside";
        Screen inside = Screens.of(printed, SMALL);
        Screen after = Screens.of(printed + CSI + "?1049l", SMALL);

        assertThat(inside.isAlternate()).isTrue();
        assertThat(inside.text()).isEqualTo("inside");
        assertThat(after.isAlternate()).isFalse();
        assertThat(after.text()).isEqualTo("before");
        assertThat(after.cursorColumn()).isEqualTo(6);
    }

    @Test
    void knowsTheTitle() {
        assertThat(Screens.of("\u001B]0;a; title\u0007x", SMALL).title()).isEqualTo("a; title");
        assertThat(Screens.of("\u001B]2;überschrift\u001B\\x", SMALL).title()).isEqualTo("überschrift");
        assertThat(Screens.of("\u001B]2;one\u0007" + CSI + "22;0;0t\u001B]2;two\u0007" + CSI + "23;0;0t", SMALL)
                        .title())
                .isEqualTo("one");
        assertThat(Screens.of("\u001B]2;" + "x".repeat(100_000) + "\u0007", SMALL)
                        .title())
                .hasSize(4094);
    }

    @Test
    void ignoresWhatIsNotForPeopleToItsEnd() {
        assertThat(shown("a" + CSI + "38:2::1:2:3mb" + CSI + ">4;2mc" + CSI + "?2004hd"))
                .isEqualTo("abcd");
        assertThat(shown("a\u001BPq#0;2;0;0\u0007;0\u001B\\b\u001B_x\u0007y\u001B\\c\u001B^z\u001B\\d"))
                .isEqualTo("abcd");
        assertThat(shown("a\u001B]52;c;" + "x".repeat(100_000) + "\u0007b")).isEqualTo("ab");
        assertThat(shown("a" + CSI + "1;2\u0018b" + CSI + "12\u001B[mc\u001B#9d\u001B%Ge"))
                .isEqualTo("abcde");
        assertThat(shown("a" + CSI + "1 $xb" + CSI + "1?xc\u0000\u007Fd")).isEqualTo("abcd");
    }

    @Test
    void ignoresControlsInUtf8() {
        assertThat(shown("Stra\u00c3\u009fe\r\nERROR")).isEqualTo("Stra\u00c3e\nERROR");
        for (char control = 0x80; control <= 0x9F; control++) {
            assertThat(shown("a" + control + "2Cb")).isEqualTo("a2Cb");
            assertThat(shown("a" + CSI + control + "2Cb")).isEqualTo("a  b");
            assertThat(Screens.of("\u001B]2;t" + control + "itle\u0007x", SMALL).title())
                    .isEqualTo("title");
        }
    }

    @Test
    void doesControlsWithinSequences() {
        assertThat(shown("ab" + CSI + "\r1Gc")).isEqualTo("cb");
    }

    @Test
    void cursorCanBeHidden() {
        assertThat(Screens.of(CSI + "?25l", SMALL).isCursorVisible()).isFalse();
        assertThat(Screens.of(CSI + "?25l" + CSI + "!p", SMALL).isCursorVisible())
                .isTrue();
    }

    @Test
    void malformedCharactersAreReplaced() {
        ScreenRecorder recorder = new ScreenRecorder(SMALL, answer -> {});
        recorder.append(new byte[] {'a', (byte) 0xC3, 'b', (byte) 0xFF, (byte) 0xE2, (byte) 0x82, 'c'}, 0, 7);

        assertThat(recorder.screen().text()).isEqualTo("a\uFFFDb\uFFFD\uFFFDc");
    }

    @Test
    void startsAgain() {
        Screen screen = Screens.of("old" + CSI + "?1049h" + CSI + "2;3r\u001B)0\u000Eold\u001Bcqnew", SMALL);

        assertThat(screen.text()).isEqualTo("qnew");
        assertThat(screen.isAlternate()).isFalse();
    }

    @Test
    void keepsTheLineOfTheCursorWhenItBecomesSmaller() {
        assertThat(resized("1\r\n2\r\n3\r\n4", new TerminalSize(10, 2)).lines()).containsExactly("3", "4");
        assertThat(resized("1\r\n2\r\n3\r\n4" + CSI + "H", new TerminalSize(10, 2))
                        .lines())
                .containsExactly("1", "2");
        assertThat(resized("0123456789", new TerminalSize(4, 4)).text()).isEqualTo("0123");
        assertThat(resized("日日日", new TerminalSize(5, 4)).text()).isEqualTo("日日");
        assertThat(resized("ab", new TerminalSize(20, 6)).lines()).containsExactly("ab", "", "", "", "", "");
        assertThat(resized(CSI + "?1049habc\r\n\n\nd", new TerminalSize(10, 3)).lines())
                .containsExactly("", "", "d");
    }

    @Test
    void resizeKeepsAPendingWrapAndEndsOriginMode() {
        ScreenRecorder recorder = new ScreenRecorder(SMALL, answer -> {});
        append(recorder, CSI + "2;3r" + CSI + "?6h" + CSI + "2;1H0123456789");
        recorder.resize(new TerminalSize(5, 4));
        append(recorder, "x" + CSI + "1;3Hy");

        assertThat(recorder.screen().lines()).containsExactly("  y", "", "01234", "x");
    }

    private static void append(ScreenRecorder recorder, String printed) {
        byte[] bytes = printed.getBytes(StandardCharsets.UTF_8);
        recorder.append(bytes, 0, bytes.length);
    }

    private static Screen resized(String printed, TerminalSize size) {
        ScreenRecorder recorder = new ScreenRecorder(SMALL, answer -> {});
        append(recorder, printed);
        recorder.resize(size);
        return recorder.screen();
    }

    @Test
    void answersWhatProgramsAsk() {
        assertThat(answers(CSI + "5n")).containsExactly(CSI + "0n");
        assertThat(answers("\r\nab" + CSI + "6n")).containsExactly(CSI + "2;3R");
        assertThat(answers("\r\nab" + CSI + "?6n")).containsExactly(CSI + "?2;3R");
        assertThat(answers(CSI + "2;4r" + CSI + "?6h" + CSI + "2;2H" + CSI + "6n"))
                .containsExactly(CSI + "2;2R");
        assertThat(answers(CSI + "18t")).containsExactly(CSI + "8;4;10t");
        assertThat(answers(CSI + "c" + CSI + "0c")).containsExactly(CSI + "?62;22c", CSI + "?62;22c");
        assertThat(answers(CSI + "?7$p" + CSI + "?7l" + CSI + "?7$p")).containsExactly(CSI + "?7;1$y", CSI + "?7;2$y");
        assertThat(answers(CSI + "?2026$p" + CSI + "?7777$p")).containsExactly(CSI + "?2026;2$y", CSI + "?7777;0$y");
        assertThat(answers(CSI + "?2004h" + CSI + "?2004$p" + CSI + "4$p"))
                .containsExactly(CSI + "?2004;1$y", CSI + "4;2$y");
        assertThat(answers(CSI + ">c" + CSI + "1c" + CSI + "n" + CSI + "14t")).isEmpty();
    }

    private static List<String> answers(String printed) {
        List<String> answers = new ArrayList<>();
        ScreenRecorder recorder = new ScreenRecorder(SMALL, answers::add);
        for (byte b : printed.getBytes(StandardCharsets.UTF_8)) {
            recorder.append(new byte[] {b}, 0, 1);
        }
        return answers;
    }

    @Test
    void findsTextOverLines() {
        Screen screen = Screens.of("one\r\ntwo", SMALL);

        assertThat(screen.contains("ne\ntw")).isTrue();
        assertThat(screen.contains("three")).isFalse();
        assertThat(screen.line(1)).isEqualTo("two");
        assertThat(screen.cursorLine()).isEqualTo("two");
    }

    @Test
    void refusesWhatDoesNotFitItsSize() {
        List<ScreenLine> lines = Collections.nCopies(4, new ScreenLine("", List.of()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> screen(lines.subList(0, 1), 0, 0))
                .withMessage("styledLines must be as many as rows, 4: 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> screen(lines, 4, 0))
                .withMessage("row of the cursor must be less than 4: 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> screen(lines, 0, 10))
                .withMessage("column of the cursor must be less than 10: 10");
    }

    private static Screen screen(List<ScreenLine> lines, int row, int column) {
        TerminalCursor cursor = new TerminalCursor(row, column, true, TerminalCursor.Shape.BLOCK, false);
        return new Screen(SMALL, lines, cursor, "", Set.of(), 0);
    }
}
