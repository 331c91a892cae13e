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
 * <p>It also tells which movement of the cursor a sequence ended in, and whether letters are shown as lines.
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

    private static final char SHIFT_OUT = 0x0E;
    private static final char SHIFT_IN = 0x0F;

    /** The final character of CUP, the most common movement to another row. */
    private static final int ELSEWHERE = 'H';

    /** The two-character escapes that move the cursor to another place: IND, NEL, RI, DECRC and RIS. */
    private static final String MOVING_ESCAPES = "DEM8c";

    private static final int LARGEST_NUMBER = 9999;

    private State state = State.GROUND;

    private int command;
    private int number;
    private int parameters;
    private boolean isPrivate;

    private int designated;
    private boolean linesInFirstSet;
    private boolean linesInSecondSet;
    private boolean usesSecondSet;

    boolean inGround() {
        return state == State.GROUND;
    }

    /**
     * {@return the final character of the standard control sequence that ended with the last code point, or 0 if none
     * did; {@code H} for a shorter escape that moves the cursor}
     */
    int command() {
        return command;
    }

    /** {@return the first number of that sequence, or 0 if it has none} */
    int number() {
        return number;
    }

    /** {@return whether letters are shown as the line drawing characters of a VT100} */
    boolean drawsLines() {
        return usesSecondSet ? linesInSecondSet : linesInFirstSet;
    }

    /** {@return whether a code point only selects a character set} */
    static boolean isShift(int codePoint) {
        return codePoint == SHIFT_OUT || codePoint == SHIFT_IN;
    }

    /** {@return whether the code point is text rather than part of an escape sequence} */
    boolean isText(int codePoint) {
        command = 0;
        if (codePoint >= 0x80 && codePoint <= 0x9F) {
            return false;
        }
        if (codePoint == ESC) {
            return become(State.ESCAPE);
        }
        return switch (state) {
            case GROUND -> inText(codePoint);
            case ESCAPE -> afterEscape(codePoint);
            case INTERMEDIATE -> isIntermediate(codePoint) ? become(State.INTERMEDIATE) : afterIntermediate(codePoint);
            case CSI -> inCsi(codePoint);
            case COMMAND -> become(codePoint == BEL || isCancel(codePoint) ? State.GROUND : State.COMMAND);
            case STRING -> become(isCancel(codePoint) ? State.GROUND : State.STRING);
        };
    }

    private boolean inText(int codePoint) {
        if (isShift(codePoint)) {
            usesSecondSet = codePoint == SHIFT_OUT;
        }
        return true;
    }

    private boolean afterEscape(int codePoint) {
        return switch (codePoint) {
            case '[' -> beginSequence();
            case ']' -> become(State.COMMAND);
            case 'P', 'X', '^', '_' -> become(State.STRING);
            default -> isIntermediate(codePoint) ? intermediate(codePoint) : shortEscape(codePoint);
        };
    }

    private boolean beginSequence() {
        number = 0;
        parameters = 0;
        isPrivate = false;
        return become(State.CSI);
    }

    private boolean shortEscape(int codePoint) {
        command = MOVING_ESCAPES.indexOf(codePoint) >= 0 ? ELSEWHERE : 0;
        if (codePoint == 'c') {
            linesInFirstSet = false;
            linesInSecondSet = false;
            usesSecondSet = false;
        }
        return last(codePoint, '0');
    }

    private boolean intermediate(int codePoint) {
        designated = codePoint;
        return become(State.INTERMEDIATE);
    }

    private boolean afterIntermediate(int codePoint) {
        if (designated == '(') {
            linesInFirstSet = codePoint == '0';
        } else if (designated == ')') {
            linesInSecondSet = codePoint == '0';
        }
        return last(codePoint, '0');
    }

    private boolean inCsi(int codePoint) {
        if (codePoint >= ' ' && codePoint <= '?') {
            parameter(codePoint);
            return become(State.CSI);
        }
        command = !isPrivate && codePoint >= '@' && codePoint <= '~' ? codePoint : 0;
        return last(codePoint, '@');
    }

    private void parameter(int codePoint) {
        boolean isDigit = codePoint >= '0' && codePoint <= '9';
        if (isDigit && parameters == 0) {
            number = Math.min(LARGEST_NUMBER, 10 * number + codePoint - '0');
        } else if (codePoint == ';') {
            parameters++;
        } else if (!isDigit) {
            isPrivate = true;
        }
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
