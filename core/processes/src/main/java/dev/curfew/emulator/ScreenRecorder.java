package dev.curfew.emulator;

import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Screen;
import dev.curfew.terminal.ScreenLine;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Computes the {@link Screen} that results from a program's output, which may arrive in pieces of any size. For code
 * that runs processes.
 *
 * <p>It keeps the cells of two pages and 1000 lines of scrollback, so its memory is bounded by the size of the
 * terminal; cells that were never written use none.
 *
 * <p>Not thread-safe.
 */
public final class ScreenRecorder {

    private final ControlInterpreter interpreter;
    private final EscapeParser parser;
    private final IntConsumer codePoints;
    private final Utf8 characters = new Utf8();

    /**
     * Create a recorder with an empty screen.
     *
     * @param size the size of the terminal
     * @param answers receives the answers of the terminal to queries in the output, during
     *     {@link #append(byte[], int, int)}; may ignore them
     */
    public ScreenRecorder(TerminalSize size, Consumer<String> answers) {
        Objects.requireNonNull(answers, "answers");
        interpreter = new ControlInterpreter(Objects.requireNonNull(size, "size"), answers);
        parser = new EscapeParser(interpreter);
        codePoints = parser::take;
    }

    /**
     * Record the next part of the output.
     *
     * @param bytes the array that holds the bytes
     * @param offset the index of the first byte
     * @param length the number of bytes
     */
    public void append(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        int end = offset + length;
        for (int at = offset; at < end; ) {
            int plain = plainBytes(bytes, at, end);
            int printed = plain == 0 ? 0 : interpreter.display.printPlain(bytes, at, plain);
            if (printed == 0) {
                characters.decode(bytes[at++], codePoints);
            }
            at += printed;
        }
    }

    /** {@return how many of the next bytes are single-byte characters, as most bytes are} */
    private int plainBytes(byte[] bytes, int from, int end) {
        if (characters.isWithinCharacter() || !parser.isInGround()) {
            return 0;
        }
        int at = from;
        while (at < end && bytes[at] >= ' ' && bytes[at] != 0x7F) {
            at++;
        }
        return at - from;
    }

    /**
     * Change the size of the terminal. As in xterm, text that does not fit to the right of or below the cursor is lost,
     * lines return from the scrollback when there are more rows, and lines are not wrapped again. Programs usually
     * redraw after a resize, so a synchronized update that is in progress is shown.
     *
     * @param size the new size
     */
    public void resize(TerminalSize size) {
        interpreter.showUpdate();
        interpreter.display.resize(Objects.requireNonNull(size, "size"));
    }

    /** {@return the encoder of input for the program, which follows the modes that its output switches on} */
    public InputEncoder input() {
        return new InputEncoder(interpreter.modes, interpreter.display);
    }

    /** {@return the current screen; during a synchronized update, the screen before it} */
    public Screen screen() {
        return interpreter.screen();
    }

    /** Show a synchronized update that is in progress, because it is not going to be completed. */
    public void showUpdate() {
        interpreter.showUpdate();
    }

    /** {@return the lines that have scrolled off the main page, from the oldest, at most 1000} */
    public List<ScreenLine> scrollback() {
        return interpreter.display.scrollback().shown();
    }

    /**
     * {@return whether a program has drawn on the screen, by moving the cursor to other lines or by showing the page of
     * full-screen programs, instead of only printing line after line}
     */
    public boolean isDrawn() {
        return interpreter.draws();
    }

    /** {@return the internal state, for tests that avoid states in which terminals differ} */
    Display display() {
        return interpreter.display;
    }
}
