package dev.curfew.emulator;

import dev.curfew.internal.Check;
import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Key;

/**
 * Encodes what a user does at a terminal in the modes that the program has switched on, as xterm does. Not thread-safe:
 * it reads the state of its {@link ScreenRecorder}.
 */
public final class InputEncoder {

    private static final String ESC = "\u001B";
    private static final String CSI = ESC + "[";

    private final Modes modes;
    private final Display display;

    InputEncoder(Modes modes, Display display) {
        this.modes = modes;
        this.display = display;
    }

    /**
     * {@return what a key sends}
     *
     * @param key the key
     */
    public String key(Key key) {
        if (modes.keyboard().current() != 0) {
            return key.unambiguous();
        }
        boolean isOfKeypad = !key.sequence().startsWith(ESC);
        return modes.isSet(isOfKeypad ? Modes.APPLICATION_KEYPAD : Modes.APPLICATION_CURSOR)
                ? key.application()
                : key.sequence();
    }

    /**
     * {@return what the terminal sends for a text that is pasted: line ends as Enter, and no escape characters, with
     * which a text could end the paste and go on as keys}
     *
     * @param text the text
     */
    public String paste(String text) {
        String typed =
                text.replace("\r\n", "\r").replace('\n', '\r').replace(ESC, "").replace("\u009B", "");
        return modes.isSet(Modes.BRACKETED_PASTE) ? CSI + "200~" + typed + CSI + "201~" : typed;
    }

    /**
     * {@return what the terminal sends when its window gets or loses the focus; empty unless requested}
     *
     * @param gained whether it gets the focus
     */
    public String focus(boolean gained) {
        return modes.isSet(Modes.FOCUS) ? CSI + (gained ? "I" : "O") : "";
    }

    /**
     * {@return what a click of the left button sends; empty unless requested}
     *
     * @param row the row, from 0
     * @param column the column, from 0
     */
    public byte[] click(int row, int column) {
        return drag(row, column, row, column);
    }

    /**
     * {@return what a drag with the left button sends; empty unless requested}
     *
     * @param fromRow the row where it begins, from 0
     * @param fromColumn the column where it begins, from 0
     * @param toRow the row where it ends
     * @param toColumn the column where it ends
     */
    public byte[] drag(int fromRow, int fromColumn, int toRow, int toColumn) {
        requireCell(fromRow, fromColumn);
        requireCell(toRow, toColumn);
        boolean moves = fromRow != toRow || fromColumn != toColumn;
        return mouse().press(fromRow, fromColumn)
                .moveIf(moves, toRow, toColumn)
                .release(toRow, toColumn)
                .bytes();
    }

    /**
     * {@return what turning the wheel sends, down if the number of notches is positive; empty unless requested}
     *
     * @param row the row, from 0
     * @param column the column, from 0
     * @param notches how far
     */
    public byte[] scroll(int row, int column, int notches) {
        requireCell(row, column);
        return mouse().wheel(row, column, notches).bytes();
    }

    private MouseReports mouse() {
        return new MouseReports(modes.mouseEvents(), modes.mouseEncoding());
    }

    private void requireCell(int row, int column) {
        TerminalSize size = display.size();
        Check.argument(row >= 0 && row < size.rows(), "row must be from 0 to " + (size.rows() - 1), row);
        Check.argument(
                column >= 0 && column < size.columns(), "column must be from 0 to " + (size.columns() - 1), column);
    }
}
