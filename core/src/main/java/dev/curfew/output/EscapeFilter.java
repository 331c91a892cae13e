package dev.curfew.output;

/**
 * Recognizes ANSI escape sequences in a stream of code points.
 *
 * <p>Covers ECMA-48: CSI with private parameters, colons and intermediates; OSC ended by BEL or ST; DCS, SOS, PM and APC
 * strings; two- and three-character escapes; and the 8-bit C1 controls, which UTF-8 encodes as U+0080 to U+009F.
 *
 * <p>A character that has no place in a sequence ends it and is text. Terminals go on with the sequence after a line
 * feed in it, but in a log such a sequence is one that was cut short, and the line feed is real.
 *
 * @see <a href="https://ecma-international.org/publications-and-standards/standards/ecma-48/">ECMA-48</a>
 */
final class EscapeFilter {

    private enum State {
        GROUND,
        ESCAPE,
        INTERMEDIATE,
        CSI,
        STRING,
        STRING_ESCAPE
    }

    static final int ESC = 0x1B;
    private static final int BEL = 0x07;
    private static final int CAN = 0x18;
    private static final int SUB = 0x1A;
    private static final int C1_CSI = 0x9B;
    private static final int C1_ST = 0x9C;

    /**
     * A string that is never ended (binary output that looks like one) must not swallow the rest of the log. Longer than
     * the 4096 bytes and their header that images come in.
     */
    static final int MAX_STRING = 8192;

    private State state = State.GROUND;
    private int stringLength;

    boolean inGround() {
        return state == State.GROUND;
    }

    /** {@return whether the code point is text rather than part of an escape sequence} */
    boolean isText(int codePoint) {
        return switch (state) {
            case GROUND -> ground(codePoint);
            case ESCAPE -> afterEscape(codePoint);
            case INTERMEDIATE -> isIntermediate(codePoint) ? become(State.INTERMEDIATE) : last(codePoint, '0');
            case CSI -> inCsi(codePoint);
            case STRING -> inString(codePoint);
            case STRING_ESCAPE -> codePoint == '\\' ? become(State.GROUND) : afterEscape(codePoint);
        };
    }

    private boolean ground(int codePoint) {
        if (codePoint == ESC) {
            return become(State.ESCAPE);
        }
        boolean isC1 = codePoint >= 0x80 && codePoint <= 0x9F;
        return !isC1 || afterC1(codePoint);
    }

    private boolean afterEscape(int codePoint) {
        return switch (codePoint) {
            case '[' -> become(State.CSI);
            case ']', 'P', 'X', '^', '_' -> beginString();
            default -> isIntermediate(codePoint) ? become(State.INTERMEDIATE) : last(codePoint, '0');
        };
    }

    private boolean afterC1(int codePoint) {
        return switch (codePoint) {
            case C1_CSI -> become(State.CSI);
            case 0x90, 0x98, 0x9D, 0x9E, 0x9F -> beginString();
            default -> become(State.GROUND);
        };
    }

    private boolean inCsi(int codePoint) {
        boolean goesOn = codePoint >= ' ' && codePoint <= '?';
        return goesOn ? become(State.CSI) : last(codePoint, '@');
    }

    private boolean beginString() {
        stringLength = 0;
        return become(State.STRING);
    }

    private boolean inString(int codePoint) {
        boolean ends = codePoint == BEL || codePoint == C1_ST || isCancel(codePoint);
        if (ends || ++stringLength >= MAX_STRING) {
            return become(State.GROUND);
        }
        return become(codePoint == ESC ? State.STRING_ESCAPE : State.STRING);
    }

    /** Final characters go from a first one up to the tilde; anything else has no place here. */
    private boolean last(int codePoint, char first) {
        state = State.GROUND;
        boolean isFinal = codePoint >= first && codePoint <= '~';
        return !isFinal && !isCancel(codePoint) && ground(codePoint);
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
