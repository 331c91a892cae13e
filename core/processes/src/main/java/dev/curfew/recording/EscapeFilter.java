package dev.curfew.recording;

/**
 * Recognizes ANSI escape sequences in a stream of code points.
 *
 * <p>It supports ECMA-48 in its 7-bit form: CSI with private parameters, colons and intermediates; OSC terminated by
 * BEL or ST; DCS, SOS, PM and APC strings terminated by ST; and escapes of two and three characters. An escape
 * character ends any unfinished sequence, so the text after an escape never depends on what preceded it.
 *
 * <p>The 8-bit controls U+0080 to U+009F are not treated as controls when they arrive as UTF-8. They are dropped and
 * have no effect, as in xterm ("simply ignore it when it was translated from UTF-8"), tmux and libvterm. They occur in
 * text with a wrong encoding, and must not hide the text that follows.
 *
 * <p>A string continues to its terminator, however long it is, as in xterm: images and clipboards have no limit. Its
 * content is not kept.
 *
 * <p>A character that is invalid in a sequence ends the sequence and is text. Terminals continue a sequence after a
 * line feed in it, but in a log such a sequence was truncated, and the line feed is genuine.
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

    /** Final characters range from a given one to the tilde; any other character is invalid here. */
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
