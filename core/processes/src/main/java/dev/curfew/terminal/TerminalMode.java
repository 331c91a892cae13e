package dev.curfew.terminal;

import org.apiguardian.api.API;

/**
 * A mode that a program switches on, and that does not change the text of the screen.
 *
 * @see <a href="https://invisible-island.net/xterm/ctlseqs/ctlseqs.html">XTerm control sequences</a>
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public enum TerminalMode {
    /** The keys of the cursor send the sequences of applications (DECCKM). */
    APPLICATION_CURSOR_KEYS(1),
    /** The colors of the whole screen are exchanged (DECSCNM). */
    REVERSE_VIDEO(5),
    /** Presses of mouse buttons are reported, but not their releases. */
    MOUSE_PRESSES(9),
    /** The cursor blinks. */
    CURSOR_BLINK(12),
    /** The keypad sends the sequences of applications (DECNKM, DECKPAM). */
    APPLICATION_KEYPAD(66),
    /** Mouse buttons are reported. */
    MOUSE_BUTTONS(1000),
    /** Mouse buttons are reported, and movements while a button is held. */
    MOUSE_DRAGS(1002),
    /** Mouse buttons and all movements are reported. */
    MOUSE_MOVEMENTS(1003),
    /** The terminal reports when it gains or loses the focus. */
    FOCUS_EVENTS(1004),
    /** Positions of the mouse are encoded as UTF-8. */
    MOUSE_UTF8(1005),
    /** Positions of the mouse are decimal numbers, in the encoding that most programs use. */
    MOUSE_SGR(1006),
    /** Positions of the mouse are decimal numbers, in the encoding of urxvt. */
    MOUSE_URXVT(1015),
    /** The page of full-screen programs is visible instead of the main one. */
    ALTERNATE_SCREEN(1049),
    /** Pasted text is marked. */
    BRACKETED_PASTE(2004),
    /** What is printed becomes visible when the mode is switched off. */
    SYNCHRONIZED_UPDATE(2026);

    private final int number;

    TerminalMode(int number) {
        this.number = number;
    }

    /** {@return the number of the mode in the sequences that switch it on and off} */
    public int number() {
        return number;
    }
}
