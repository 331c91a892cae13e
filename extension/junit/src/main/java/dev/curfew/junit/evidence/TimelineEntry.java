package dev.curfew.junit.evidence;

import java.util.Optional;

/**
 * An event in the timeline of a test.
 *
 * @param nanos when it happened, in the time of {@link System#nanoTime()}
 * @param kind what happened
 * @param process the index of the process; empty for the failure of the test
 * @param what the description, without secrets
 * @param printed the beginning of what was printed; empty if nothing was
 * @param screen the screen after it; empty if it did not change
 */
record TimelineEntry(
        long nanos, Kind kind, Optional<Integer> process, String what, String printed, Optional<Frame> screen) {

    /** The kinds of events; the name is also the class of the element. */
    enum Kind {
        STARTED,
        PRINTED,
        STEP,
        FAILED_STEP,
        ENDED,
        LEFT_OUT,
        FAILURE
    }

    /** {@return whether another entry continues this output} */
    boolean isContinuedBy(TimelineEntry next) {
        return kind == Kind.PRINTED
                && next.kind == Kind.PRINTED
                && process.equals(next.process)
                && what.equals(next.what);
    }

    TimelineEntry withPrinted(String text) {
        return new TimelineEntry(nanos, kind, process, what, text, screen);
    }
}
