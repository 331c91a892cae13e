package dev.curfew.terminal;

import dev.curfew.internal.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * A key of a terminal, or a combination with Shift, Ctrl or Alt, with the characters that xterm sends for it. Which of
 * the three forms is sent depends on the modes that the program has switched on.
 *
 * @param name the name, for messages
 * @param sequence the characters to send by default
 * @param application the characters to send instead while the program has switched on application mode, for the cursor
 *     keys or for the keypad
 * @param unambiguous the characters to send instead while the program has requested unambiguous keys, by the Kitty
 *     keyboard protocol
 * @see <a href="https://invisible-island.net/xterm/ctlseqs/ctlseqs.html">XTerm control sequences</a>
 * @see <a href="https://sw.kovidgoyal.net/kitty/keyboard-protocol/">Kitty keyboard protocol</a>
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record Key(String name, String sequence, String application, String unambiguous) {

    private static final int SHIFT = 1;
    private static final int ALT = 2;
    private static final int CTRL = 4;

    private static final String ESC = "\u001B";
    private static final String CSI = ESC + "[";

    /** A function key: a number and modifiers, both optional, and a final character. */
    private static final Pattern FUNCTION =
            Pattern.compile("\u001B(?:\\[(?<number>\\d*)(?:;(?<modifiers>\\d+))?|O)(?<last>[A-HPQRSu~])");

    /** Keys that the Kitty keyboard protocol numbers only in combination with modifiers, and their numbers. */
    private static final Map<String, String> NUMBERED =
            Map.of("\r", CSI + "13u", "\t", CSI + "9u", "\u007F", CSI + "127u");

    /** Enter or Return. */
    public static final Key ENTER = new Key("ENTER", "\r");
    /** Tab. */
    public static final Key TAB = new Key("TAB", "\t");
    /** Shift and Tab. */
    public static final Key BACK_TAB = new Key("BACK_TAB", CSI + "Z", CSI + "Z", CSI + "9;2u");
    /** Backspace. */
    public static final Key BACKSPACE = new Key("BACKSPACE", "\u007F");
    /** Escape. */
    public static final Key ESCAPE = new Key("ESCAPE", ESC, ESC, CSI + "27u");
    /** Cursor up. */
    public static final Key UP = cursor("UP", 'A');
    /** Cursor down. */
    public static final Key DOWN = cursor("DOWN", 'B');
    /** Cursor right. */
    public static final Key RIGHT = cursor("RIGHT", 'C');
    /** Cursor left. */
    public static final Key LEFT = cursor("LEFT", 'D');
    /** Home. */
    public static final Key HOME = cursor("HOME", 'H');
    /** End. */
    public static final Key END = cursor("END", 'F');
    /** Insert. */
    public static final Key INSERT = new Key("INSERT", "\u001B[2~");
    /** Delete. */
    public static final Key DELETE = new Key("DELETE", "\u001B[3~");
    /** Page up. */
    public static final Key PAGE_UP = new Key("PAGE_UP", "\u001B[5~");
    /** Page down. */
    public static final Key PAGE_DOWN = new Key("PAGE_DOWN", "\u001B[6~");
    /** Interrupt: SIGINT for the foreground job. */
    public static final Key CTRL_C = ctrl('C');
    /** End of file, at the start of a line. */
    public static final Key CTRL_D = ctrl('D');
    /** Suspend: SIGTSTP for the foreground job. */
    public static final Key CTRL_Z = ctrl('Z');
    /** Quit: SIGQUIT for the foreground job. */
    public static final Key CTRL_BACKSLASH = ctrl('\\');

    private static final String[] FUNCTION_KEYS = {
        "\u001BOP",
        "\u001BOQ",
        "\u001BOR",
        "\u001BOS",
        "\u001B[15~",
        "\u001B[17~",
        "\u001B[18~",
        "\u001B[19~",
        "\u001B[20~",
        "\u001B[21~",
        "\u001B[23~",
        "\u001B[24~"
    };

    /**
     * Check that the key sends at least one character.
     *
     * @param name the name, for messages
     * @param sequence the characters to send by default
     * @param application the characters to send in application mode
     * @param unambiguous the characters to send to a program that has requested unambiguous keys
     */
    public Key {
        Check.argument(!name.isEmpty(), "name must not be empty", "\"\"");
        Check.argument(!sequence.isEmpty(), "sequence must not be empty", "\"\"");
        Check.argument(!application.isEmpty(), "application must not be empty", "\"\"");
        Check.argument(!unambiguous.isEmpty(), "unambiguous must not be empty", "\"\"");
    }

    /**
     * Create a key that sends the same characters in all modes.
     *
     * @param name the name, for messages
     * @param sequence the characters to send
     */
    public Key(String name, String sequence) {
        this(name, sequence, sequence, sequence);
    }

    private static Key cursor(String name, char last) {
        return new Key(name, CSI + last, ESC + "O" + last, CSI + last);
    }

    /**
     * {@return the combination of a key with Ctrl}
     *
     * @param key a letter in either case, or one of {@code @ [ \ ] ^ _}
     * @throws IllegalArgumentException if Ctrl with that key sends no character
     */
    public static Key ctrl(char key) {
        char upper = Character.toUpperCase(key);
        // Some letters outside of ASCII have an uppercase letter inside of it.
        Check.argument(key < 128 && upper >= '@' && upper <= '_', "key must be a letter or one of @ [ \\ ] ^ _", key);
        String sent = String.valueOf((char) (upper - '@'));
        return new Key("CTRL_" + upper, sent, sent, numbered(key, CTRL));
    }

    /**
     * {@return the combination of a key with Alt}
     *
     * @param key the key
     */
    public static Key alt(char key) {
        String sent = ESC + key;
        int shift = Character.isUpperCase(key) ? SHIFT : 0;
        return new Key("ALT_" + key, sent, sent, numbered(key, ALT | shift));
    }

    private static String numbered(char key, int modifiers) {
        return CSI + (int) Character.toLowerCase(key) + ";" + (modifiers + 1) + "u";
    }

    /**
     * {@return a function key}
     *
     * @param number 1 to 12
     */
    public static Key function(int number) {
        Check.argument(number >= 1 && number <= 12, "number must be between 1 and 12", number);
        String sent = FUNCTION_KEYS[number - 1];
        // The third one would be the answer to a query of the cursor position.
        String unambiguous = number == 3 ? CSI + "13~" : sent.replace(ESC + "O", CSI);
        return new Key("F" + number, sent, sent, unambiguous);
    }

    /** {@return the keys that have names: those that send no character of a text, without combinations} */
    public static List<Key> named() {
        List<Key> named = new ArrayList<>(List.of(
                ENTER, TAB, BACK_TAB, BACKSPACE, ESCAPE, UP, DOWN, RIGHT, LEFT, HOME, END, INSERT, DELETE, PAGE_UP,
                PAGE_DOWN));
        for (int number = 1; number <= FUNCTION_KEYS.length; number++) {
            named.add(function(number));
        }
        return List.copyOf(named);
    }

    /**
     * {@return a key of the numeric keypad, which sends its character unless the program has switched on application
     * mode}
     *
     * @param key a digit, one of {@code + - * / . ,}, or {@code \r} for Enter
     */
    public static Key keypad(char key) {
        Check.argument("0123456789+-*/.,\r".indexOf(key) >= 0, "key must be a digit, one of + - * / . , or \\r", key);
        String sent = String.valueOf(key);
        return new Key("KEYPAD_" + (key == '\r' ? "ENTER" : sent), sent, ESC + "O" + (char) (key + '@'), sent);
    }

    /**
     * {@return the combination of this key with Shift}
     *
     * <p>With and without Shift, xterm sends the same for {@link #ENTER}, {@link #BACKSPACE} and {@link #ESCAPE}. A
     * program receives the difference only if it has requested unambiguous keys.
     *
     * @throws IllegalArgumentException if this is the key of a character, whose uppercase letter is to be used instead
     */
    public Key withShift() {
        return with("SHIFT_", SHIFT);
    }

    /** {@return the combination of this key with Alt} */
    public Key withAlt() {
        return with("ALT_", ALT);
    }

    /**
     * {@return the combination of this key with Ctrl}
     *
     * <p>With and without Ctrl, xterm sends the same for {@link #ENTER}, {@link #TAB} and {@link #ESCAPE}. A program
     * receives the difference only if it has requested unambiguous keys.
     *
     * @throws IllegalArgumentException if this is the key of a character: see {@link #ctrl(char)}
     */
    public Key withCtrl() {
        return with("CTRL_", CTRL);
    }

    private Key with(String prefix, int modifier) {
        String number = NUMBERED.getOrDefault(unambiguous, unambiguous);
        String sent = modified(sequence, modifier).orElseGet(() -> character(modifier));
        return new Key(prefix + name, sent, sent, modified(number, modifier).orElse(sent));
    }

    /** {@return the sequence of a function key with one more modifier; empty for other keys} */
    private static Optional<String> modified(String sequence, int modifier) {
        Matcher function = FUNCTION.matcher(sequence);
        if (!function.matches()) {
            return Optional.empty();
        }
        String number = Objects.requireNonNullElse(function.group("number"), "");
        String present = Objects.requireNonNullElse(function.group("modifiers"), "1");
        int modifiers = (Integer.parseInt(present) - 1) | modifier;
        return Optional.of(CSI + (number.isEmpty() ? "1" : number) + ";" + (modifiers + 1) + function.group("last"));
    }

    /** {@return what this key, which is not a function key, sends with a modifier} */
    private String character(int modifier) {
        if (modifier == ALT) {
            return ESC + sequence;
        }
        String key = sequence.length() > 1 && sequence.startsWith(ESC) ? sequence.substring(1) : sequence;
        Check.argument(
                NUMBERED.containsKey(key) || key.equals(ESC),
                "key must not be that of a character; use Key.ctrl(char), or the uppercase letter",
                name);
        return modifier == SHIFT ? sequence.replace("\t", BACK_TAB.sequence) : sequence.replace('\u007F', '\b');
    }

    @Override
    public String toString() {
        return name;
    }
}
