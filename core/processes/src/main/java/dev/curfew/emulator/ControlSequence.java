package dev.curfew.emulator;

import java.util.Arrays;

/** A CSI sequence: the characters between its introducer and its final character. Reused for the next sequence. */
final class ControlSequence {

    /** No function takes more. */
    private static final int MOST_PARAMETERS = 32;

    private static final int LARGEST = 65_535;

    private final int[] parameters = new int[MOST_PARAMETERS];
    private int count;
    private char prefix;
    private char intermediate;
    private boolean malformed;

    /** A bit for each parameter that is a subparameter of the one before it. */
    private int subparameters;

    void begin() {
        Arrays.fill(parameters, 0, count(), 0);
        count = 1;
        prefix = 0;
        intermediate = 0;
        malformed = false;
        subparameters = 0;
    }

    /** Take a parameter or intermediate character, in the range from space to question mark. */
    void take(int c) {
        if (c < '0') {
            malformed |= intermediate != 0;
            intermediate = (char) c;
        } else if (c < '<') {
            malformed |= intermediate != 0;
            takeParameter(c);
        } else {
            malformed |= prefix != 0 || intermediate != 0 || count > 1 || parameters[0] != 0;
            prefix = (char) c;
        }
    }

    private void takeParameter(int c) {
        if (c == ';') {
            count++;
        } else if (c == ':') {
            count++;
            subparameters |= count <= MOST_PARAMETERS ? 1 << (count - 1) : 0;
        } else if (count <= MOST_PARAMETERS) {
            int value = 10 * parameters[count - 1] + c - '0';
            parameters[count - 1] = Math.min(value, LARGEST);
        }
    }

    boolean isMalformed() {
        return malformed;
    }

    /** {@return the prefix, one of {@code < = > ?}, or 0} */
    char prefix() {
        return prefix;
    }

    /** {@return the intermediate character, between the parameters and the final character, or 0} */
    char intermediate() {
        return intermediate;
    }

    /** {@return the number of parameters, subparameters included} */
    int count() {
        return Math.min(count, MOST_PARAMETERS);
    }

    boolean hasSubparameters() {
        return subparameters != 0;
    }

    /** {@return whether a colon precedes the parameter, instead of a semicolon} */
    boolean isSubparameter(int index) {
        return index < count() && ((subparameters >>> index) & 1) != 0;
    }

    /** {@return a parameter, or 0 if it is missing} */
    int parameter(int index) {
        return index < count() ? parameters[index] : 0;
    }

    /** {@return a parameter for which both a missing value and 0 mean 1} */
    int orOne(int index) {
        return Math.max(1, parameter(index));
    }
}
