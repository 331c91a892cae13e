package dev.curfew.emulator;

import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Screen;
import dev.curfew.terminal.Style;
import dev.curfew.terminal.TerminalMode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Applies control functions to a display. */
final class ControlInterpreter implements EscapeParser.Target {

    /** Final characters of sequences that leave the current line: moves to other lines, and changes of other lines. */
    private static final String LEAVES_LINE = "ABEFHJLMSTdefr^";

    /** A command that begins a link, or ends it if there is no address after its parameters. */
    private static final String HYPERLINK = "8;";

    /** A longer address is no link: each cell may have another one, and all of them are kept. */
    private static final int LONGEST_LINK = 512;

    final Display display;
    final Modes modes;
    final Titles titles = new Titles();
    private final Queries queries;
    private boolean draws;
    private int bells;

    /** The screen before a synchronized update, as long as the update is in progress. */
    private @Nullable Screen beforeUpdate;

    ControlInterpreter(TerminalSize size, Consumer<String> answers) {
        display = new Display(size);
        modes = new Modes(display);
        queries = new Queries(display, modes, answers);
    }

    /** {@return whether the program has done more than print line after line} */
    boolean draws() {
        return draws || display.isAlternate();
    }

    Screen screen() {
        return beforeUpdate == null ? current() : beforeUpdate;
    }

    private Screen current() {
        return new Screen(display.size(), display.page().shown(), modes.cursor(), titles.title(), modes.shown(), bells);
    }

    /** Show the current screen, even if a synchronized update is in progress. */
    void showUpdate() {
        beforeUpdate = null;
    }

    @Override
    public void print(int codePoint) {
        display.print(codePoint);
    }

    @Override
    public void control(int control) {
        display.forgetPrinted();
        switch (control) {
            case 0x07 -> bells++;
            case '\b' -> display.backspace();
            case '\t' -> display.tab(1);
            case '\n', 0x0B, '\f' -> lineFeed();
            case '\r' -> display.carriageReturn();
            case 0x0E -> display.cursor().use(1);
            case 0x0F -> display.cursor().use(0);
            default -> {}
        }
    }

    private void lineFeed() {
        display.index();
        if (modes.feedsNewLines()) {
            display.carriageReturn();
        }
    }

    @Override
    public void escape(char intermediate, int last) {
        display.forgetPrinted();
        switch (intermediate) {
            case 0 -> escape(last);
            case '(', ')', '*', '+' -> display.cursor().designate(intermediate - '(', CharacterSet.of(last));
            case '#' -> align(last);
            default -> {}
        }
    }

    private void align(int last) {
        if (last == '8') {
            display.fillWithE();
        }
    }

    private void escape(int last) {
        switch (last) {
            case '=', '>' -> modes.setPrivate(Modes.APPLICATION_KEYPAD, last == '=');
            case '7' -> display.saveCursor();
            case '8' -> display.restoreCursor();
            case 'D' -> display.index();
            case 'E' -> {
                display.index();
                display.carriageReturn();
            }
            case 'H' -> display.tabs.set(display.cursor().column);
            case 'M' -> {
                draws = true;
                display.reverseIndex();
            }
            case 'N' -> display.cursor().useOnce(2);
            case 'O' -> display.cursor().useOnce(3);
            case 'Z' -> queries.attributes();
            case 'c' -> reset();
            case 'n' -> display.cursor().use(2);
            case 'o' -> display.cursor().use(3);
            default -> {}
        }
    }

    private void reset() {
        display.reset();
        modes.reset();
        showUpdate();
    }

    @Override
    public void sequence(ControlSequence sequence, int last) {
        String kind = kind(sequence);
        if (last == 'm' && kind.isEmpty()) {
            display.cursor().style = Rendition.apply(sequence, display.cursor().style);
        } else if (!sequence.hasSubparameters()) { // Only SGR has some; xterm ignores other sequences with any.
            apply(kind, sequence, last);
        }
        display.forgetPrinted();
    }

    private void apply(String kind, ControlSequence sequence, int last) {
        switch (kind) {
            case "" -> plain(sequence, last);
            case "?" -> privately(sequence, last);
            case "!" -> softReset(last);
            case "<", "=", ">" -> keyboard(sequence, last);
            case "$", "?$" -> modeRequest(sequence, last);
            case " " -> afterSpace(sequence, last);
            case "'" -> editColumns(sequence, last);
            case "\"" -> protect(sequence, last);
            default -> {}
        }
    }

    private static String kind(ControlSequence sequence) {
        if (sequence.prefix() == 0 && sequence.intermediate() == 0) {
            return "";
        }
        String prefix = sequence.prefix() == 0 ? "" : String.valueOf(sequence.prefix());
        return sequence.intermediate() == 0 ? prefix : prefix + sequence.intermediate();
    }

    private void plain(ControlSequence sequence, int last) {
        draws |= LEAVES_LINE.indexOf(last) >= 0;
        if (!moves(sequence, last) && !edits(sequence, last)) {
            others(sequence, last);
        }
    }

    private boolean moves(ControlSequence sequence, int last) {
        int count = sequence.orOne(0);
        switch (last) {
            case 'A' -> display.moveBy(-count, 0);
            case 'B' -> display.moveBy(count, 0);
            case 'C', 'a' -> display.moveBy(0, count);
            case 'D' -> display.moveBy(0, -count);
            case 'E' -> moveToLine(count);
            case 'F' -> moveToLine(-count);
            case 'G', '`' -> display.moveToColumn(count - 1);
            case 'H', 'f' -> display.moveTo(count - 1, sequence.orOne(1) - 1);
            case 'I' -> display.tab(count);
            case 'Z' -> display.tabBack(count);
            case 'd' -> display.moveToRow(count - 1);
            case 'e' -> display.moveToRow(display.rowFromOrigin() + count);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void moveToLine(int rows) {
        display.moveBy(rows, 0);
        display.carriageReturn();
    }

    private boolean edits(ControlSequence sequence, int last) {
        int count = sequence.orOne(0);
        switch (last) {
            case '@' -> display.insertCharacters(count);
            case 'J' -> eraseInPage(sequence.parameter(0));
            case 'K' -> eraseInLine(sequence.parameter(0));
            case 'L' -> display.insertLines(count);
            case 'M' -> display.deleteLines(count);
            case 'P' -> display.deleteCharacters(count);
            case 'S' -> display.scrollUp(count);
            case 'T' -> scrollDown(sequence);
            case 'X' -> display.eraseCharacters(count);
            case '^' -> display.scrollDown(count);
            case 'b' -> display.repeat(count);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** With more than one parameter, the sequence is about mouse tracking. */
    private void scrollDown(ControlSequence sequence) {
        if (sequence.count() == 1) {
            display.scrollDown(sequence.orOne(0));
        }
    }

    private void eraseInPage(int how) {
        if (how <= 2) {
            display.eraseInPage(how);
        } else if (how == 3) {
            display.scrollback().clear();
        }
    }

    private void eraseInLine(int how) {
        if (how <= 2) {
            display.eraseInLine(how);
        }
    }

    private void others(ControlSequence sequence, int last) {
        switch (last) {
            case 'c' -> attributes(sequence.parameter(0));
            case 'g' -> clearTabs(sequence.parameter(0));
            case 'h', 'l' -> setModes(sequence, last == 'h');
            case 'n' -> queries.status(sequence.parameter(0));
            case 'r' -> display.region(sequence.orOne(0) - 1, sequence.parameter(1) - 1);
            case 's' -> display.saveCursor();
            case 't' -> {
                queries.window(sequence.parameter(0));
                titles.window(sequence.parameter(0), sequence.parameter(1));
            }
            case 'u' -> display.restoreCursor();
            default -> {}
        }
    }

    private void attributes(int parameter) {
        if (parameter == 0) {
            queries.attributes();
        }
    }

    private void clearTabs(int which) {
        if (which == 0) {
            display.tabs.clear(display.cursor().column);
        } else if (which == 3) {
            display.tabs.clearAll();
        }
    }

    private void setModes(ControlSequence sequence, boolean on) {
        for (int i = 0; i < sequence.count(); i++) {
            modes.set(sequence.parameter(i), on);
        }
    }

    private void privately(ControlSequence sequence, int last) {
        switch (last) {
            case 'h', 'l' -> {
                for (int i = 0; i < sequence.count(); i++) {
                    setPrivate(sequence.parameter(i), last == 'h');
                }
            }
            case 'J', 'K' -> eraseUnprotected(sequence.parameter(0), last);
            case 'n' -> queries.privateStatus(sequence.parameter(0));
            case 'u' -> queries.keyboard();
            default -> {}
        }
    }

    private void setPrivate(int mode, boolean on) {
        if (mode == TerminalMode.SYNCHRONIZED_UPDATE.number()) {
            beforeUpdate = on ? current() : null;
        }
        modes.setPrivate(mode, on);
    }

    private void eraseUnprotected(int how, int last) {
        if (how <= 2 && last == 'J') {
            display.eraseUnprotectedInPage(how);
        } else if (how <= 2) {
            display.eraseUnprotectedInLine(how);
        }
    }

    private void afterSpace(ControlSequence sequence, int last) {
        draws |= last == '@' || last == 'A';
        switch (last) {
            case '@' -> display.shiftLeft(0, sequence.orOne(0));
            case 'A' -> display.shiftRight(0, sequence.orOne(0));
            case 'q' -> modes.setCursorStyle(sequence.parameter(0));
            default -> {}
        }
    }

    private void editColumns(ControlSequence sequence, int last) {
        draws |= last == '}' || last == '~';
        switch (last) {
            case '}' -> display.insertColumns(sequence.orOne(0));
            case '~' -> display.deleteColumns(sequence.orOne(0));
            default -> {}
        }
    }

    private void protect(ControlSequence sequence, int last) {
        if (last == 'q' && sequence.parameter(0) <= 2) {
            Style style = display.cursor().style;
            display.cursor().style = sequence.parameter(0) == 1
                    ? style.with(Style.Attribute.PROTECTED)
                    : style.without(Style.Attribute.PROTECTED);
        }
    }

    private void keyboard(ControlSequence sequence, int last) {
        if (last == 'u') {
            switch (sequence.prefix()) {
                case '<' -> modes.keyboard().pop(sequence.orOne(0));
                case '>' -> modes.keyboard().push(sequence.parameter(0));
                default -> modes.keyboard().set(sequence.parameter(0), sequence.orOne(1));
            }
        }
    }

    private void softReset(int last) {
        if (last == 'p') {
            display.softReset();
            modes.softReset();
        }
    }

    private void modeRequest(ControlSequence sequence, int last) {
        if (last != 'p') {
            return;
        }
        if (sequence.prefix() == '?') {
            queries.privateMode(sequence.parameter(0));
        } else {
            queries.mode(sequence.parameter(0));
        }
    }

    @Override
    public void command(String text) {
        display.forgetPrinted();
        titles.command(text);
        int parametersEnd = text.indexOf(';', HYPERLINK.length());
        if (text.startsWith(HYPERLINK) && parametersEnd >= 0) {
            String address = text.substring(parametersEnd + 1);
            display.cursor().style = display.cursor().style.withLink(address.length() > LONGEST_LINK ? "" : address);
        }
    }
}
