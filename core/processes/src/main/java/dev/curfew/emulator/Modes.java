package dev.curfew.emulator;

import dev.curfew.terminal.TerminalCursor;
import dev.curfew.terminal.TerminalMode;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;

/** The modes that programs can set, reset and query. */
final class Modes {

    private static final int INSERT = 4;
    private static final int NEW_LINE = 20;

    private static final int ORIGIN = 6;
    private static final int AUTO_WRAP = 7;
    private static final int CURSOR_VISIBLE = 25;
    private static final int ALTERNATE = 47;
    private static final int ALTERNATE_CLEARED = 1047;
    private static final int SAVED_CURSOR = 1048;
    private static final int ALTERNATE_AND_CURSOR = 1049;

    static final int APPLICATION_CURSOR = 1;
    static final int APPLICATION_KEYPAD = 66;
    static final int FOCUS = 1004;
    static final int BRACKETED_PASTE = 2004;
    private static final int CURSOR_BLINK = 12;

    /** Private modes without effect on the text: keys, cursor style, mouse, focus, pasting, updates. */
    private static final int[] REMEMBERED = {1, 5, 9, 12, 66, 1000, 1002, 1003, 1004, 1005, 1006, 1015, 2004, 2026};

    /** At most one is set. As in xterm, the reset of any of them resets the one that is set. */
    private static final int[] MOUSE_EVENTS = {9, 1000, 1002, 1003};

    /** At most one is set. */
    private static final int[] MOUSE_ENCODINGS = {1005, 1006, 1015};

    private static final int STEADY_BLOCK = 2;
    private static final int LAST_CURSOR_STYLE = 6;

    private static final int SET = 1;
    private static final int RESET = 2;

    private final Display display;
    private final BitSet remembered = new BitSet();
    private final KeyboardFlags mainKeyboard = new KeyboardFlags();
    private final KeyboardFlags alternateKeyboard = new KeyboardFlags();
    private TerminalCursor.Shape cursorShape = TerminalCursor.Shape.BLOCK;
    private boolean cursorVisible = true;
    private boolean newLine;

    Modes(Display display) {
        this.display = display;
    }

    /** {@return the modes of a screen that are set} */
    Set<TerminalMode> shown() {
        Set<TerminalMode> set = EnumSet.allOf(TerminalMode.class);
        set.removeIf(mode -> reportPrivate(mode.number()) != SET);
        return set;
    }

    /** {@return the cursor with its position and its look} */
    TerminalCursor cursor() {
        Cursor cursor = display.cursor();
        return new TerminalCursor(cursor.row, cursor.column, cursorVisible, cursorShape, remembered.get(CURSOR_BLINK));
    }

    /** {@return whether a line feed also moves to the first column} */
    boolean feedsNewLines() {
        return newLine;
    }

    void softReset() {
        cursorVisible = true;
        remembered.clear(APPLICATION_CURSOR);
        remembered.clear(APPLICATION_KEYPAD);
        setCursorStyle(STEADY_BLOCK);
    }

    void reset() {
        softReset();
        remembered.clear();
        mainKeyboard.reset();
        alternateKeyboard.reset();
        newLine = false;
    }

    /** Set the shape of the cursor as DECSCUSR does: two styles for each shape, of which the first one blinks. */
    void setCursorStyle(int style) {
        if (style <= LAST_CURSOR_STYLE) {
            cursorShape = shape(style);
            remembered.set(CURSOR_BLINK, style == 0 || style % 2 == 1);
        }
    }

    private static TerminalCursor.Shape shape(int style) {
        return switch (style) {
            case 3, 4 -> TerminalCursor.Shape.UNDERLINE;
            case 5, 6 -> TerminalCursor.Shape.BAR;
            default -> TerminalCursor.Shape.BLOCK;
        };
    }

    void set(int mode, boolean on) {
        if (mode == INSERT) {
            display.insertMode = on;
        } else if (mode == NEW_LINE) {
            newLine = on;
        }
    }

    void setPrivate(int mode, boolean on) {
        switch (mode) {
            case ORIGIN -> {
                display.cursor().originMode = on;
                display.moveTo(0, 0);
            }
            case AUTO_WRAP -> display.autoWrap = on;
            case CURSOR_VISIBLE -> cursorVisible = on;
            case ALTERNATE -> display.showAlternate(on);
            case ALTERNATE_CLEARED -> showAlternate(on, !on);
            case SAVED_CURSOR -> saveCursor(on);
            case ALTERNATE_AND_CURSOR -> alternateAndCursor(on);
            default -> remember(mode, on);
        }
    }

    private void showAlternate(boolean on, boolean clear) {
        if (clear && display.isAlternate()) {
            display.eraseInPage(2);
        }
        display.showAlternate(on);
    }

    private void saveCursor(boolean save) {
        if (save) {
            display.saveCursor();
        } else {
            display.restoreCursor();
        }
    }

    private void alternateAndCursor(boolean on) {
        if (on) {
            display.saveCursor();
            display.showAlternate(true);
            display.eraseInPage(2);
        } else {
            display.showAlternate(false);
            display.restoreCursor();
        }
    }

    private void remember(int mode, boolean on) {
        if (on || contains(MOUSE_EVENTS, mode)) {
            replaceMouseModes(mode);
        }
        if (contains(REMEMBERED, mode)) {
            remembered.set(mode, on);
        }
    }

    private void replaceMouseModes(int mode) {
        for (int[] group : new int[][] {MOUSE_EVENTS, MOUSE_ENCODINGS}) {
            if (contains(group, mode)) {
                Arrays.stream(group).forEach(remembered::clear);
            }
        }
    }

    private static boolean contains(int[] sorted, int mode) {
        return Arrays.binarySearch(sorted, mode) >= 0;
    }

    /** {@return whether a private mode without effect on the text is set} */
    boolean isSet(int mode) {
        return remembered.get(mode);
    }

    /** {@return the private mode that selects the mouse events to report, or 0} */
    int mouseEvents() {
        return whichOf(MOUSE_EVENTS);
    }

    /** {@return the private mode that selects the encoding of mouse events, or 0 for the original one} */
    int mouseEncoding() {
        return whichOf(MOUSE_ENCODINGS);
    }

    private int whichOf(int[] group) {
        return Arrays.stream(group).filter(remembered::get).findFirst().orElse(0);
    }

    /** {@return the flags of the current page} */
    KeyboardFlags keyboard() {
        return display.isAlternate() ? alternateKeyboard : mainKeyboard;
    }

    /** {@return the answer to DECRQM: 1 for set, 2 for reset, 0 for an unknown mode} */
    int report(int mode) {
        return switch (mode) {
            case INSERT -> answer(display.insertMode);
            case NEW_LINE -> answer(newLine);
            default -> 0;
        };
    }

    /** {@return the answer to DECRQM for a private mode} */
    int reportPrivate(int mode) {
        return switch (mode) {
            case ORIGIN -> answer(display.cursor().originMode);
            case AUTO_WRAP -> answer(display.autoWrap);
            case CURSOR_VISIBLE -> answer(cursorVisible);
            case ALTERNATE, ALTERNATE_CLEARED, ALTERNATE_AND_CURSOR -> answer(display.isAlternate());
            default -> contains(REMEMBERED, mode) ? answer(remembered.get(mode)) : 0;
        };
    }

    private static int answer(boolean on) {
        return on ? SET : RESET;
    }
}
