package dev.curfew.output;

/**
 * Recognizes ANSI escape sequences in a stream of code points.
 *
 * <p>Covers ECMA-48 in its 7-bit form: CSI with private parameters, colons and intermediates; OSC ended by BEL or ST; DCS,
 * SOS, PM and APC strings ended by ST; and two- and three-character escapes. An escape ends whatever it comes in, so what
 * follows one never depends on what came before it.
 *
 * <p>The 8-bit controls U+0080 to U+009F are not controls where they arrive as UTF-8: they are left out and change nothing,
 * as in xterm ("simply ignore it when it was translated from UTF-8"), tmux and libvterm. Text in a wrong encoding has
 * them, and must not hide what follows.
 *
 * <p>A string goes on to its end, however long it is, as in xterm: images and clipboards have no limit. Nothing of it is
 * kept.
 *
 * <p>A character that has no place in a sequence ends it and is text. Terminals go on with the sequence after a line
 * feed in it, but in a log such a sequence is one that was cut short, and the line feed is real.
 *
 * @see <a href="https://ecma-international.org/publications-and-standards/standards/ecma-48/">ECMA-48</a>
 * @see <a href="https://github.com/ThomasDickey/xterm-snapshots/blob/master/charproc.c">doparsing of xterm</a>
 */
final class EscapeFilter {

    private enum State {
        GROUND,
        ESCAPE,
        INTERMEDIATE,
        CSI,
        COMMAND,
        STRING
    }

    static final int ESC = 0x1B;
    private static final int BEL = 0x07;
    private static final int CAN = 0x18;
    private static final int SUB = 0x1A;

    private State state = State.GROUND;

    boolean inGround() {
        return state == State.GROUND;
    }

    /** {@return whether the code point is text rather than part of an escape sequence} */
    boolean isText(int codePoint) {
        if (codePoint >= 0x80 && codePoint <= 0x9F) {
            return false;
        }
        if (codePoint == ESC) {
            return become(State.ESCAPE);
        }
        return switch (state) {
            case GROUND -> true;
            case ESCAPE -> afterEscape(codePoint);
            case INTERMEDIATE -> isIntermediate(codePoint) ? become(State.INTERMEDIATE) : last(codePoint, '0');
            case CSI -> inCsi(codePoint);
            case COMMAND -> become(codePoint == BEL || isCancel(codePoint) ? State.GROUND : State.COMMAND);
            case STRING -> become(isCancel(codePoint) ? State.GROUND : State.STRING);
        };
    }

    private boolean afterEscape(int codePoint) {
        return switch (codePoint) {
            case '[' -> become(State.CSI);
            case ']' -> become(State.COMMAND);
            case 'P', 'X', '^', '_' -> become(State.STRING);
            default -> isIntermediate(codePoint) ? become(State.INTERMEDIATE) : last(codePoint, '0');
        };
    }

    private boolean inCsi(int codePoint) {
        boolean goesOn = codePoint >= ' ' && codePoint <= '?';
        return goesOn ? become(State.CSI) : last(codePoint, '@');
    }

    /** Final characters go from a first one up to the tilde; anything else has no place here. */
    private boolean last(int codePoint, char first) {
        state = State.GROUND;
        boolean isFinal = codePoint >= first && codePoint <= '~';
        return !isFinal && !isCancel(codePoint);
    }

    private boolean become(State next) {
        state = next;
        return false;
    }

    private static boolean isCancel(int codePoint) {
        return codePoint == CAN || codePoint == SUB;
    }

    private static boolean isIntermediate(int codePoint) {
        return codePoint >= ' ' && codePoint <= '/';
    }
}
