package dev.curfew.terminal;

import dev.curfew.internal.Check;
import org.apiguardian.api.API;

/**
 * A key of a terminal, or a combination with Ctrl or Alt, with the characters that xterm sends for it.
 *
 * @param name the name, for messages
 * @param sequence the characters to send
 * @see <a href="https://invisible-island.net/xterm/ctlseqs/ctlseqs.html">XTerm control sequences</a>
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record Key(String name, String sequence) {

    /** Enter or Return. */
    public static final Key ENTER = new Key("ENTER", "\r");
    /** Tab. */
    public static final Key TAB = new Key("TAB", "\t");
    /** Shift and Tab. */
    public static final Key BACK_TAB = new Key("BACK_TAB", "\u001B[Z");
    /** Backspace. */
    public static final Key BACKSPACE = new Key("BACKSPACE", "\u007F");
    /** Escape. */
    public static final Key ESCAPE = new Key("ESCAPE", "\u001B");
    /** Cursor up. */
    public static final Key UP = new Key("UP", "\u001B[A");
    /** Cursor down. */
    public static final Key DOWN = new Key("DOWN", "\u001B[B");
    /** Cursor right. */
    public static final Key RIGHT = new Key("RIGHT", "\u001B[C");
    /** Cursor left. */
    public static final Key LEFT = new Key("LEFT", "\u001B[D");
    /** Home. */
    public static final Key HOME = new Key("HOME", "\u001B[H");
    /** End. */
    public static final Key END = new Key("END", "\u001B[F");
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
     * @param sequence the characters to send
     */
    public Key {
        Check.argument(!name.isEmpty(), "name must not be empty", "\"\"");
        Check.argument(!sequence.isEmpty(), "sequence must not be empty", "\"\"");
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
        return new Key("CTRL_" + upper, String.valueOf((char) (upper - '@')));
    }

    /**
     * {@return the combination of a key with Alt}
     *
     * @param key the key
     */
    public static Key alt(char key) {
        return new Key("ALT_" + key, "\u001B" + key);
    }

    /**
     * {@return a function key}
     *
     * @param number 1 to 12
     */
    public static Key function(int number) {
        Check.argument(number >= 1 && number <= 12, "number must be between 1 and 12", number);
        return new Key("F" + number, FUNCTION_KEYS[number - 1]);
    }

    @Override
    public String toString() {
        return name;
    }
}
