package dev.curfew.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTests {

    @ParameterizedTest
    @CsvSource({"a, 1", "C, 3", "d, 4", "z, 26", "@, 0", "[, 27", "'\\', 28", "], 29", "^, 30", "_, 31"})
    void sendsAControlCharacterWithCtrl(char key, int code) {
        assertThat(Key.ctrl(key).sequence()).isEqualTo(String.valueOf((char) code));
    }

    @ParameterizedTest
    @ValueSource(chars = {'1', ' ', '`', '{', '?', 'é', 'ı', 'ſ'})
    void refusesCtrlWhereItSendsNothing(char key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Key.ctrl(key))
                .withMessage("key must be a letter or one of @ [ \\ ] ^ _: " + key);
    }

    @Test
    void sendsEscapeFirstWithAlt() {
        assertThat(Key.alt('x')).isEqualTo(new Key("ALT_x", "\u001Bx"));
    }

    @ParameterizedTest
    @CsvSource({"1, OP", "4, OS", "5, [15~", "6, [17~", "10, [21~", "11, [23~", "12, [24~"})
    void sendsWhatXtermSendsForFunctionKeys(int number, String sequence) {
        assertThat(Key.function(number)).isEqualTo(new Key("F" + number, "\u001B" + sequence));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 13})
    void hasTwelveFunctionKeys(int number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Key.function(number))
                .withMessage("number must be between 1 and 12: " + number);
    }

    @Test
    void sendsWhatTerminalsSend() {
        assertThat(Key.ENTER.sequence()).isEqualTo("\r");
        assertThat(Key.TAB.sequence()).isEqualTo("\t");
        assertThat(Key.BACK_TAB.sequence()).isEqualTo("\u001B[Z");
        assertThat(Key.BACKSPACE.sequence()).isEqualTo("\u007F");
        assertThat(Key.ESCAPE.sequence()).isEqualTo("\u001B");
        assertThat(Key.UP.sequence()).isEqualTo("\u001B[A");
        assertThat(Key.DOWN.sequence()).isEqualTo("\u001B[B");
        assertThat(Key.RIGHT.sequence()).isEqualTo("\u001B[C");
        assertThat(Key.LEFT.sequence()).isEqualTo("\u001B[D");
        assertThat(Key.HOME.sequence()).isEqualTo("\u001B[H");
        assertThat(Key.END.sequence()).isEqualTo("\u001B[F");
        assertThat(Key.INSERT.sequence()).isEqualTo("\u001B[2~");
        assertThat(Key.DELETE.sequence()).isEqualTo("\u001B[3~");
        assertThat(Key.PAGE_UP.sequence()).isEqualTo("\u001B[5~");
        assertThat(Key.PAGE_DOWN.sequence()).isEqualTo("\u001B[6~");
        assertThat(Key.CTRL_C.sequence()).isEqualTo("\u0003");
        assertThat(Key.CTRL_D.sequence()).isEqualTo("\u0004");
        assertThat(Key.CTRL_Z.sequence()).isEqualTo("\u001A");
        assertThat(Key.CTRL_BACKSLASH.sequence()).isEqualTo("\u001C");
    }

    @Test
    void isShownByItsName() {
        assertThat(Key.PAGE_UP).hasToString("PAGE_UP");
        assertThat(Key.ctrl('c')).isEqualTo(Key.CTRL_C).hasToString("CTRL_C");
    }

    @Test
    void mustHaveANameAndSendSomething() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Key("", "x"))
                .withMessage("name must not be empty: \"\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Key("NOTHING", ""))
                .withMessage("sequence must not be empty: \"\"");
    }
}
