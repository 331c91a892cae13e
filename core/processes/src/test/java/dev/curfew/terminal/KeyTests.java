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
        assertThat(Key.alt('x')).hasToString("ALT_x");
        assertThat(Key.alt('x').sequence()).isEqualTo("\u001Bx");
    }

    @ParameterizedTest
    @CsvSource({"1, OP", "4, OS", "5, [15~", "6, [17~", "10, [21~", "11, [23~", "12, [24~"})
    void sendsWhatXtermSendsForFunctionKeys(int number, String sequence) {
        assertThat(Key.function(number)).hasToString("F" + number);
        assertThat(Key.function(number).sequence()).isEqualTo("\u001B" + sequence);
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

    private static Key key(String name) {
        return switch (name) {
            case "UP" -> Key.UP;
            case "HOME" -> Key.HOME;
            case "DELETE" -> Key.DELETE;
            case "PAGE_UP" -> Key.PAGE_UP;
            case "ENTER" -> Key.ENTER;
            case "TAB" -> Key.TAB;
            case "BACK_TAB" -> Key.BACK_TAB;
            case "BACKSPACE" -> Key.BACKSPACE;
            case "ESCAPE" -> Key.ESCAPE;
            case "CTRL_C" -> Key.CTRL_C;
            case "ALT_x" -> Key.alt('x');
            case "ALT_X" -> Key.alt('X');
            default -> Key.function(Integer.parseInt(name.substring(1)));
        };
    }

    /** Escape is ^, Backspace is ?, Enter is $, Tab is #, and ^H is %. */
    private static String shown(String sent) {
        return sent.replace('\u001B', '^')
                .replace('\u007F', '?')
                .replace('\r', '$')
                .replace('\t', '#')
                .replace('\b', '%');
    }

    @ParameterizedTest
    @CsvSource({
        "UP, ^[1;2A, ^[1;3A, ^[1;5A",
        "HOME, ^[1;2H, ^[1;3H, ^[1;5H",
        "DELETE, ^[3;2~, ^[3;3~, ^[3;5~",
        "PAGE_UP, ^[5;2~, ^[5;3~, ^[5;5~",
        "F1, ^[1;2P, ^[1;3P, ^[1;5P",
        "F3, ^[1;2R, ^[1;3R, ^[1;5R",
        "F4, ^[1;2S, ^[1;3S, ^[1;5S",
        "F5, ^[15;2~, ^[15;3~, ^[15;5~",
        "F12, ^[24;2~, ^[24;3~, ^[24;5~",
        "ENTER, $, ^$, $",
        "TAB, ^[Z, ^#, #",
        "BACKSPACE, ?, ^?, %",
        "ESCAPE, ^, ^^, ^"
    })
    void sendsWhatXtermSendsWithModifiers(String name, String shift, String alt, String ctrl) {
        assertThat(shown(key(name).withShift().sequence())).isEqualTo(shift);
        assertThat(shown(key(name).withAlt().sequence())).isEqualTo(alt);
        assertThat(shown(key(name).withCtrl().sequence())).isEqualTo(ctrl);
    }

    @Test
    void combinesModifiers() {
        Key all = Key.UP.withShift().withAlt().withCtrl();

        assertThat(all).hasToString("CTRL_ALT_SHIFT_UP");
        assertThat(shown(all.sequence())).isEqualTo("^[1;8A");
        assertThat(all.application()).isEqualTo(all.sequence());
        assertThat(shown(Key.ENTER.withCtrl().withShift().unambiguous())).isEqualTo("^[13;6u");
        assertThat(shown(Key.ctrl('x').withAlt().sequence())).isEqualTo("^\u0018");
        assertThat(shown(Key.ctrl('x').withAlt().unambiguous())).isEqualTo("^[120;7u");
        assertThat(Key.UP.withShift().withShift().sequence())
                .isEqualTo(Key.UP.withShift().sequence());
    }

    @ParameterizedTest
    @CsvSource({"UP, ^OA", "HOME, ^OH", "DELETE, ^[3~", "F1, ^OP", "F5, ^[15~", "ENTER, $", "ESCAPE, ^", "ALT_x, ^x"})
    void sendsWhatXtermSendsInApplicationMode(String name, String sent) {
        assertThat(shown(key(name).application())).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({
        "UP, ^[A, ^[1;2A",
        "HOME, ^[H, ^[1;2H",
        "DELETE, ^[3~, ^[3;2~",
        "F1, ^[P, ^[1;2P",
        "F2, ^[Q, ^[1;2Q",
        "F3, ^[13~, ^[13;2~",
        "F4, ^[S, ^[1;2S",
        "F5, ^[15~, ^[15;2~",
        "ENTER, $, ^[13;2u",
        "TAB, #, ^[9;2u",
        "BACKSPACE, ?, ^[127;2u",
        "ESCAPE, ^[27u, ^[27;2u"
    })
    void sendsWhatKittySendsForUnambiguousKeys(String name, String alone, String shift) {
        assertThat(shown(key(name).unambiguous())).isEqualTo(alone);
        assertThat(shown(key(name).withShift().unambiguous())).isEqualTo(shift);
    }

    @ParameterizedTest
    @CsvSource({"BACK_TAB, ^[9;2u", "CTRL_C, ^[99;5u", "ALT_x, ^[120;3u", "ALT_X, ^[120;4u"})
    void numbersTheKeysOfCharacters(String name, String sent) {
        assertThat(shown(key(name).unambiguous())).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({"0, ^Op", "9, ^Oy", "+, ^Ok", "-, ^Om", "*, ^Oj", "/, ^Oo", "., ^On", "',', ^Ol"})
    void sendsWhatXtermSendsForTheKeypad(char key, String application) {
        assertThat(Key.keypad(key).sequence()).isEqualTo(String.valueOf(key));
        assertThat(shown(Key.keypad(key).application())).isEqualTo(application);
    }

    @Test
    void hasAnEnterKeyOnTheKeypad() {
        assertThat(Key.keypad('\r')).hasToString("KEYPAD_ENTER");
        assertThat(Key.keypad('\r').sequence()).isEqualTo("\r");
        assertThat(shown(Key.keypad('\r').application())).isEqualTo("^OM");
    }

    @Test
    void refusesOtherKeysOfTheKeypad() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Key.keypad('a'))
                .withMessage("key must be a digit, one of + - * / . , or \\r: a");
    }

    @Test
    void refusesModifiersThatChangeTheCharacter() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Key.alt('x').withCtrl())
                .withMessage("key must not be that of a character; use Key.ctrl(char), or the uppercase letter: ALT_x");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Key.keypad('5').withShift())
                .withMessageEndingWith(": KEYPAD_5");
    }

    @Test
    void sendsTheSameInAllModesIfItIsMadeOfCharacters() {
        Key mine = new Key("MINE", "\u001B[A");

        assertThat(mine.application()).isEqualTo("\u001B[A");
        assertThat(mine.unambiguous()).isEqualTo("\u001B[A");
        assertThat(new Key("A", "a").withAlt().unambiguous()).isEqualTo("\u001Ba");
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
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Key("NOTHING", "a", "", "a"))
                .withMessage("application must not be empty: \"\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Key("NOTHING", "a", "a", ""))
                .withMessage("unambiguous must not be empty: \"\"");
    }
}
