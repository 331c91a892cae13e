package dev.curfew.terminal;

import dev.curfew.internal.Check;

/**
 * A range of rows or columns.
 *
 * @param first the first one, from 0
 * @param last the last one, included
 */
record Span(int first, int last) {

    static final Span ALL = new Span(0, Integer.MAX_VALUE);

    Span {
        Check.argument(first >= 0, "first must be zero or more", first);
        Check.argument(last >= first, "last must be " + first + " or more", last);
    }

    boolean contains(int index) {
        return index >= first && index <= last;
    }

    /** {@return the range for messages, such as {@code  in row 3}, or nothing if it is unlimited} */
    String describe(String unit) {
        if (equals(ALL)) {
            return "";
        }
        return first == last ? " in " + unit + " " + first : " in " + unit + "s " + first + " to " + last;
    }
}
