package dev.curfew.emulator;

import dev.curfew.terminal.Style;
import java.util.Arrays;

/** The cursor and the state that is saved and restored with it. Not thread-safe. */
final class Cursor {

    int row;
    int column;

    /** Set after writing to the last column: the next character begins a new line, unless the cursor moves first. */
    boolean wrapPending;

    /** Whether rows are counted from the top of the scroll region, in which the cursor then stays. */
    boolean originMode;

    /** The style of characters to be written. */
    Style style = Style.PLAIN;

    private CharacterSet[] sets = new CharacterSet[4];
    private int set;

    /** The set of the next character, which differs from the others after a single shift. */
    private int next;

    Cursor() {
        Arrays.fill(sets, CharacterSet.ASCII);
    }

    void moveTo(int newRow, int newColumn) {
        row = newRow;
        column = newColumn;
        wrapPending = false;
    }

    /** Set one of the four character sets that can be used. */
    void designate(int which, CharacterSet characters) {
        sets[which] = characters;
    }

    void use(int which) {
        set = which;
        next = which;
    }

    /** Use a character set for the next character only. */
    void useOnce(int which) {
        next = which;
    }

    /** {@return whether characters are shown as they are} */
    boolean showsAscii() {
        return next == set && sets[set] == CharacterSet.ASCII;
    }

    /** {@return what is shown for the next character} */
    int translate(int codePoint) {
        int shown = sets[next].translate(codePoint);
        next = set;
        return shown;
    }

    Cursor copy() {
        Cursor copy = new Cursor();
        copy.row = row;
        copy.column = column;
        copy.wrapPending = wrapPending;
        copy.originMode = originMode;
        copy.style = style;
        copy.sets = sets.clone();
        copy.use(set);
        return copy;
    }
}
