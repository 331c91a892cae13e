package dev.curfew.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Key;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What keys, pastes, the mouse and the focus send. In the tests, {@code ^} is the escape character. */
class InputEncoderTests {

    private static final TerminalSize WIDE = new TerminalSize(3000, 300);

    private final List<String> answers = new ArrayList<>();
    private final ScreenRecorder recorder = new ScreenRecorder(WIDE, answers::add);

    private InputEncoder after(String printed) {
        byte[] bytes = printed.replace('^', '\u001B').getBytes(StandardCharsets.UTF_8);
        recorder.append(bytes, 0, bytes.length);
        return recorder.input();
    }

    private String key(String printed, Key key) {
        return shown(after(printed).key(key));
    }

    private static String shown(byte[] sent) {
        return shown(new String(sent, StandardCharsets.ISO_8859_1));
    }

    private static String shown(String sent) {
        return sent.replace('\u001B', '^');
    }

    @ParameterizedTest
    @CsvSource({"'', ^[A", "^[?1h, ^OA", "^[?1h^[?1l, ^[A", "^[?1h^[!p, ^[A", "^[?1h^c, ^[A", "^=, ^[A", "^[?66h, ^[A"})
    void cursorKeysFollowTheirMode(String printed, String sent) {
        assertThat(key(printed, Key.UP)).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({"'', 5", "^=, ^Ou", "^[?66h, ^Ou", "^=^>, 5", "^=^[?66l, 5", "^=^[!p, 5", "^=^c, 5", "^[?1h, 5"})
    void keypadFollowsItsMode(String printed, String sent) {
        assertThat(key(printed, Key.keypad('5'))).isEqualTo(sent);
    }

    @Test
    void otherKeysFollowNeither() {
        InputEncoder both = after("^[?1h^=");

        assertThat(shown(both.key(Key.DELETE))).isEqualTo("^[3~");
        assertThat(shown(both.key(Key.function(1)))).isEqualTo("^OP");
        assertThat(shown(both.key(Key.UP.withShift()))).isEqualTo("^[1;2A");
        assertThat(shown(both.key(Key.ENTER))).isEqualTo("\r");
        assertThat(shown(both.key(new Key("MINE", "\u001B[A")))).isEqualTo("^[A");
    }

    @ParameterizedTest
    @CsvSource({
        "^[>1u, ^[27u",
        "^[>5u, ^[27u",
        "^[>2u, ^",
        "^[>1u^[<u, ^",
        "^[>1u^[>0u, ^",
        "^[>1u^[>0u^[<u, ^[27u",
        "^[>1u^[>0u^[<2u, ^",
        "^[>1u^[>1u^[<9u, ^",
        "^[=1u, ^[27u",
        "^[=1;2u, ^[27u",
        "^[=1u^[=2;2u, ^[27u",
        "^[=1u^[=1;3u, ^",
        "^[=1u^[=0;1u, ^",
        "^[>1u^c, ^",
        "^[>1u^[?1049h, ^",
        "^[>1u^[?1049h^[?1049l, ^[27u",
        "^[?1049h^[>1u^[?1049l, ^"
    })
    void keysAreUnambiguousWhenRequested(String printed, String sent) {
        assertThat(key(printed, Key.ESCAPE)).isEqualTo(sent);
    }

    @Test
    void keepsFewRequestsOfAProgramThatNeverReleasesOne() {
        assertThat(key("^[>1u".repeat(1000) + "^[<16u", Key.ESCAPE)).isEqualTo("^");
    }

    @Test
    void unambiguousKeysIgnoreApplicationMode() {
        assertThat(key("^[?1h^[>1u", Key.UP)).isEqualTo("^[A");
    }

    @Test
    void reportsWhatItHasAccepted() {
        after("^[?u^[>31u^[?u^[<u^[?u");

        assertThat(answers).containsExactly("\u001B[?0u", "\u001B[?1u", "\u001B[?0u");
    }

    @Test
    void pastesLineEndsAsEnter() {
        assertThat(shown(after("").paste("one\ntwo\r\nthree\rfour"))).isEqualTo("one\rtwo\rthree\rfour");
    }

    @Test
    void pastesInBracketsWhenRequested() {
        assertThat(shown(after("^[?2004h").paste("a\nb"))).isEqualTo("^[200~a\rb^[201~");
        assertThat(shown(after("^[?2004l").paste("a"))).isEqualTo("a");
    }

    @Test
    void noPasteEndsItsBracketsItself() {
        assertThat(shown(after("^[?2004h").paste("a\u001B[201~b\u009B201~c"))).isEqualTo("^[200~a[201~b201~c^[201~");
    }

    @Test
    void reportsTheFocusWhenRequested() {
        assertThat(after("").focus(true)).isEmpty();
        assertThat(after("").focus(false)).isEmpty();
        assertThat(shown(after("^[?1004h").focus(true))).isEqualTo("^[I");
        assertThat(shown(after("").focus(false))).isEqualTo("^[O");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "^[?1006h", "^[?1000h^[?1000l", "^[?1000h^[?1003l", "^[?1000h^c"})
    void reportsNoMouseUnlessRequested(String printed) {
        InputEncoder terminal = after(printed);

        assertThat(terminal.click(1, 1)).isEmpty();
        assertThat(terminal.drag(1, 1, 2, 2)).isEmpty();
        assertThat(terminal.scroll(1, 1, 1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "^[?9h, '^[M !!'",
        "^[?1000h, '^[M !!^[M#!!'",
        "^[?1000h^[?1005h, '^[M !!^[M#!!'",
        "^[?1000h^[?1006h, ^[<0;1;1M^[<0;1;1m",
        "^[?1000h^[?1015h, ^[32;1;1M^[35;1;1M",
        "^[?1002h^[?1006h, ^[<0;1;1M^[<0;1;1m",
        "^[?1003h^[?1006h, ^[<0;1;1M^[<0;1;1m",
        "^[?1000;1002;1003h^[?1015;1006h, ^[<0;1;1M^[<0;1;1m",
        "^[?1000h^[?1006h^[?1015l, ^[<0;1;1M^[<0;1;1m",
        "^[?1000h^[?1006h^[?1006l, '^[M !!^[M#!!'"
    })
    void clicksInTheEncodingThatIsSwitchedOn(String printed, String sent) {
        assertThat(shown(after(printed).click(0, 0))).isEqualTo(sent);
    }

    @Test
    void countsColumnsBeforeRows() {
        assertThat(shown(after("^[?9h").click(2, 4))).isEqualTo("^[M %#");
        assertThat(shown(after("^[?1000h^[?1006h").click(2, 4))).isEqualTo("^[<0;5;3M^[<0;5;3m");
        assertThat(shown(after("^[?1000h^[?1015h").click(2, 4))).isEqualTo("^[32;5;3M^[35;5;3M");
    }

    @ParameterizedTest
    @CsvSource({
        "^[?9h, '^[M !!'",
        "^[?1000h^[?1006h, ^[<0;1;1M^[<0;3;2m",
        "^[?1002h^[?1006h, ^[<0;1;1M^[<32;3;2M^[<0;3;2m",
        "^[?1003h^[?1006h, ^[<0;1;1M^[<32;3;2M^[<0;3;2m",
        "^[?1002h, '^[M !!^[M@#\"^[M##\"'",
        "^[?1002h^[?1015h, ^[32;1;1M^[64;3;2M^[35;3;2M"
    })
    void dragsToAnotherCell(String printed, String sent) {
        assertThat(shown(after(printed).drag(0, 0, 1, 2))).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({
        "^[?9h, 1, ''",
        "^[?1000h, 1, '^[Ma!!'",
        "^[?1000h, -1, '^[M`!!'",
        "^[?1000h^[?1006h, 2, ^[<65;1;1M^[<65;1;1M",
        "^[?1003h^[?1006h, -2, ^[<64;1;1M^[<64;1;1M",
        "^[?1000h^[?1015h, 1, ^[97;1;1M"
    })
    void turnsTheWheel(String printed, int notches, String sent) {
        assertThat(shown(after(printed).scroll(0, 0, notches))).isEqualTo(sent);
    }

    @Test
    void sendsNulForACellThatTheEncodingCannotRepresent() {
        assertThat(shown(after("^[?9h").click(0, 222))).isEqualTo("^[M \u00FF!");
        assertThat(shown(after("").click(0, 223))).isEqualTo("^[M \0!");
        assertThat(after("^[?1005h").click(0, 223)).isEqualTo("\u001B[M \u0100!".getBytes(StandardCharsets.UTF_8));
        assertThat(after("").click(0, 2014)).isEqualTo("\u001B[M \u07FF!".getBytes(StandardCharsets.UTF_8));
        assertThat(shown(after("").click(0, 2015))).isEqualTo("^[M \0!");
    }

    @Test
    void hasNoCellsOutsideOfTheScreen() {
        InputEncoder terminal = after("^[?1000h");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> terminal.click(300, 0))
                .withMessage("row must be from 0 to 299: 300");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> terminal.drag(0, 0, 0, -1))
                .withMessage("column must be from 0 to 2999: -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> terminal.scroll(-1, 0, 1))
                .withMessage("row must be from 0 to 299: -1");
    }
}
