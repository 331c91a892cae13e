package dev.curfew.terminal;

import dev.curfew.internal.Check;

/**
 * A range of rows or columns.
 *
 * @param unit what it counts, {@code row} or {@code column}
 * @param first the first one, from 0
 * @param last the last one, included
 */
record Span(String unit, int first, int last) {

    Span {
        Check.argument(first >= 0, "first " + unit + " must be zero or more", first);
        Check.argument(last >= first, "last " + unit + " must be " + first + " or more", last);
    }

    static Span all(String unit) {
        return new Span(unit, 0, Integer.MAX_VALUE);
    }

    boolean contains(int index) {
        return index >= first && index <= last;
    }

    /** {@return the range for messages, such as {@code  in row 3}, or nothing if it is unlimited} */
    String describe() {
        if (equals(all(unit))) {
            return "";
        }
        return first == last ? " in " + unit + " " + first : " in " + unit + "s " + first + " to " + last;
    }
}
