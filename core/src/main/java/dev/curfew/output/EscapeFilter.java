package dev.curfew.output;

/**
 * Recognizes ANSI escape sequences in a stream of code points.
 *
 * <p>Covers ECMA-48: CSI with private parameters, colons and intermediates; OSC ended by BEL or ST; DCS, SOS, PM and APC
 * strings; two- and three-character escapes; and the 8-bit C1 controls, which UTF-8 encodes as U+0080 to U+009F.
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

    /** A string that is never ended (binary output that looks like one) must not swallow the rest of the log. */
    private static final int MAX_STRING = 4096;

    private State state = State.GROUND;
    private int stringLength;

    boolean inGround() {
        return state == State.GROUND;
    }

    /** {@return whether the code point is text rather than part of an escape sequence} */
    boolean isText(int codePoint) {
        switch (state) {
            case GROUND -> {
                return ground(codePoint);
            }
            case ESCAPE -> state = afterEscape(codePoint);
            case INTERMEDIATE -> state = isIntermediate(codePoint) ? State.INTERMEDIATE : restartOr(codePoint);
            case CSI -> state = inCsi(codePoint);
            case STRING -> state = inString(codePoint);
            case STRING_ESCAPE -> state = codePoint == '\\' ? State.GROUND : afterEscape(codePoint);
        }
        return false;
    }

    private boolean ground(int codePoint) {
        if (codePoint == ESC) {
            state = State.ESCAPE;
        } else if (codePoint >= 0x80 && codePoint <= 0x9F) {
            state = afterC1(codePoint);
        } else {
            return true;
        }
        return false;
    }

    private State afterEscape(int codePoint) {
        if (isIntermediate(codePoint)) {
            return State.INTERMEDIATE;
        }
        return switch (codePoint) {
            case '[' -> State.CSI;
            case ']', 'P', 'X', '^', '_' -> beginString();
            default -> restartOr(codePoint);
        };
    }

    private State afterC1(int codePoint) {
        return switch (codePoint) {
            case C1_CSI -> State.CSI;
            case 0x90, 0x98, 0x9D, 0x9E, 0x9F -> beginString();
            default -> State.GROUND;
        };
    }

    private State beginString() {
        stringLength = 0;
        return State.STRING;
    }

    private static State inCsi(int codePoint) {
        return codePoint >= 0x20 && codePoint <= 0x3F ? State.CSI : restartOr(codePoint);
    }

    private State inString(int codePoint) {
        boolean ends = codePoint == BEL || codePoint == C1_ST || codePoint == CAN || codePoint == SUB;
        if (ends || ++stringLength >= MAX_STRING) {
            return State.GROUND;
        }
        return codePoint == ESC ? State.STRING_ESCAPE : State.STRING;
    }

    private static State restartOr(int codePoint) {
        return codePoint == ESC ? State.ESCAPE : State.GROUND;
    }

    private static boolean isIntermediate(int codePoint) {
        return codePoint >= 0x20 && codePoint <= 0x2F;
    }
}
