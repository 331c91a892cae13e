package dev.curfew.emulator;

import java.util.Objects;

/**
 * Splits code points into text, control characters and escape sequences, as VT terminals and xterm do.
 *
 * <p>The 8-bit controls U+0080 to U+009F are ignored, because they arrive as UTF-8: xterm, tmux and libvterm do the
 * same.
 *
 * @see <a href="https://vt100.net/emu/dec_ansi_parser">A parser for DEC's ANSI-compatible video terminals</a>
 */
final class EscapeParser {

    private static final int BEL = 0x07;
    private static final int CAN = 0x18;
    private static final int SUB = 0x1A;
    private static final int ESC = 0x1B;
    private static final int DEL = 0x7F;

    /** No title is longer; what is longer is read to its end all the same. */
    private static final int LONGEST_STRING = 4096;

    /** What is done with the parts. */
    interface Target {
        void print(int codePoint);

        /** Take a control character below the blank. */
        void control(int control);

        /** Take an escape sequence: its intermediate character or 0, and its final one. */
        void escape(char intermediate, int last);

        void sequence(ControlSequence sequence, int last);

        /** Take an operating system command. */
        void command(String text);
    }

    private enum State {
        GROUND,
        ESCAPE,
        SEQUENCE,
        COMMAND,
        STRING
    }

    private final Target target;
    private final ControlSequence sequence = new ControlSequence();
    private final StringBuilder string = new StringBuilder();
    private State state = State.GROUND;
    private char intermediate;
    private boolean tooManyIntermediates;

    EscapeParser(Target target) {
        this.target = Objects.requireNonNull(target, "target");
    }

    boolean isInGround() {
        return state == State.GROUND;
    }

    void take(int c) {
        if (c >= 0x80 && c <= 0x9F) {
            return;
        }
        if (c == ESC) {
            finishCommand();
            beginEscape();
        } else if (c == CAN || c == SUB) {
            state = State.GROUND;
        } else if (c < ' ' && state != State.COMMAND && state != State.STRING) {
            target.control(c);
        } else if (c != DEL || state == State.COMMAND) {
            takeOther(c);
        }
    }

    private void takeOther(int c) {
        switch (state) {
            case GROUND -> target.print(c);
            case ESCAPE -> takeEscape(c);
            case SEQUENCE -> takeSequence(c);
            case COMMAND -> takeCommand(c);
            case STRING -> {} // Nothing in it is for people: pictures, requests, answers.
        }
    }

    private void beginEscape() {
        state = State.ESCAPE;
        intermediate = 0;
        tooManyIntermediates = false;
    }

    private void takeEscape(int c) {
        if (c < '0') {
            tooManyIntermediates |= intermediate != 0;
            intermediate = (char) c;
            return;
        }
        state = State.GROUND;
        if (c > '~') {
            target.print(c); // It has no place there: the sequence was cut short.
        } else if (intermediate != 0) {
            endEscape(c);
        } else {
            beginOrEnd(c);
        }
    }

    private void beginOrEnd(int c) {
        switch (c) {
            case '[' -> {
                sequence.begin();
                state = State.SEQUENCE;
            }
            case ']' -> {
                string.setLength(0);
                state = State.COMMAND;
            }
            case 'P', 'X', '^', '_' -> state = State.STRING;
            default -> endEscape(c);
        }
    }

    private void endEscape(int c) {
        if (!tooManyIntermediates) {
            target.escape(intermediate, c);
        }
    }

    private void takeSequence(int c) {
        if (c <= '?') {
            sequence.take(c);
            return;
        }
        state = State.GROUND;
        if (c > '~') {
            target.print(c);
        } else if (!sequence.isMalformed()) {
            target.sequence(sequence, c);
        }
    }

    private void takeCommand(int c) {
        if (c == BEL) {
            finishCommand();
            state = State.GROUND;
        } else if (c >= ' ' && string.length() < LONGEST_STRING) {
            string.appendCodePoint(c);
        }
    }

    /**
     * An escape is the first half of what ends a command, if a backslash follows; xterm does not wait for it either.
     */
    private void finishCommand() {
        if (state == State.COMMAND) {
            target.command(string.toString());
        }
    }
}
