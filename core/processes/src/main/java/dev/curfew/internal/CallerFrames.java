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
     * {@return a stack trace without the frames above the last method of Curfew that no other code called}
     *
     * @param trace the stack trace of an exception that Curfew has created
     */
    public static StackTraceElement[] of(StackTraceElement[] trace) {
        int first = 0;
        for (int i = 0; i < trace.length && isBelow(trace[i]); i++) {
            first = trace[i].getClassName().startsWith(OURS) ? i : first;
        }
        return Arrays.copyOfRange(trace, first, trace.length);
    }

    private static boolean isBelow(StackTraceElement frame) {
        return BELOW.stream().anyMatch(frame.getClassName()::startsWith);
    }
}
