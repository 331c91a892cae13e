package dev.curfew.terminal;

import dev.curfew.process.TerminalSize;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The writing side of a {@link Screen}, for those who run processes: takes what a program prints, in pieces of any size,
 * and shows what a person would see then.
 *
 * <p>It keeps the cells of two pages and nothing of what has scrolled out, so its memory is bounded by the size of the
 * terminal, and what was never written takes none.
 *
 * <p>For use by one thread at a time.
 *
 * @since 0.1
 */
public final class ScreenRecorder {

    private final Interpreter interpreter;
    private final EscapeParser parser;
    private final Utf8 characters = new Utf8();

    /**
     * Create a recorder of an empty screen.
     *
     * @param size the size of the terminal
     * @param answers takes what the terminal answers to queries, while they are recorded; ignoring it is fine
     */
    public ScreenRecorder(TerminalSize size, Consumer<String> answers) {
        Objects.requireNonNull(answers, "answers");
        interpreter = new Interpreter(Objects.requireNonNull(size, "size"), answers);
        parser = new EscapeParser(interpreter);
    }

    /**
     * Take what a program printed next.
     *
     * @param bytes the array that holds the bytes
     * @param offset the index of the first one
     * @param length how many
     */
    public void append(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        int end = offset + length;
        for (int at = offset; at < end; ) {
            int plain = plainBytes(bytes, at, end);
            int printed = plain == 0 ? 0 : interpreter.display.printPlain(bytes, at, plain);
            if (printed == 0) {
                characters.decode(bytes[at++], parser::take);
            }
            at += printed;
        }
    }

    /** {@return how many of the next bytes are characters of their own; most bytes are} */
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
     * Change the size of the terminal: what does not fit on the right or below the cursor is lost, and nothing is wrapped
     * anew, as in xterm. Programs draw themselves again when they learn of it.
     *
     * @param size the new size
     */
    public void resize(TerminalSize size) {
        interpreter.display.resize(Objects.requireNonNull(size, "size"));
    }

    /** {@return what a person would see now} */
    public Screen screen() {
        Display display = interpreter.display;
        Cursor cursor = display.cursor();
        return new Screen(
                display.size(),
                display.page().texts(),
                cursor.row,
                cursor.column,
                interpreter.modes.isCursorVisible(),
                interpreter.titles.title(),
                display.isAlternate());
    }

    /**
     * {@return whether a program has drawn on the screen, by moving the cursor to other lines or by showing the page of
     * full-screen programs, rather than printed line after line}
     */
    public boolean isDrawn() {
        return interpreter.draws();
    }

    /** {@return the state that no screen shows, for tests that avoid what terminals disagree about} */
    Display display() {
        return interpreter.display;
    }
}
