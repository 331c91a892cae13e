package dev.curfew.internal;

import java.util.Arrays;
import java.util.List;

/** Stack traces that begin with the method that a user called, so that the line of the user is the second one. */
public final class CallerFrames {

    private static final String OURS = "dev.curfew.";

    /** The packages of what is called on the way from a public method to a failure. */
    private static final List<String> BELOW = List.of(OURS, "org.awaitility.", "java.", "jdk.");

    private CallerFrames() {}

    /**
     * {@return a stack trace without the frames above the method of Curfew that other code called; all of it in a thread
     * of Curfew, where no other code is}
     *
     * @param trace the stack trace of an exception that Curfew has created
     */
    public static StackTraceElement[] of(StackTraceElement[] trace) {
        int called = 0;
        int at = 0;
        while (at < trace.length && isBelow(trace[at])) {
            called = trace[at].getClassName().startsWith(OURS) ? at : called;
            at++;
        }
        return at == trace.length ? trace : Arrays.copyOfRange(trace, called, trace.length);
    }

    private static boolean isBelow(StackTraceElement frame) {
        return BELOW.stream().anyMatch(frame.getClassName()::startsWith);
    }
}
