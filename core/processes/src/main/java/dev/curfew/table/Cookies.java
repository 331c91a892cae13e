package dev.curfew.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The marks in the environment of processes. Every descendant inherits them, unless it clears its environment.
 *
 * <p>A JVM that was started by a process of another Curfew session appends its own mark, so that both sessions find
 * their processes.
 */
public final class Cookies {

    /** The name of the environment variable. */
    public static final String VARIABLE = "CURFEW_COOKIE";

    private Cookies() {}

    /**
     * {@return the value of the variable for a process that carries a mark}
     *
     * @param cookie the mark
     * @param inherited the value that this JVM inherited, or {@code null}
     */
    public static String value(String cookie, @Nullable String inherited) {
        return inherited == null || inherited.isEmpty() ? cookie : inherited + ":" + cookie;
    }

    /** {@return the marks in an environment in the kernel's format, with a NUL after each variable} */
    static List<String> in(String environment) {
        String assignment = VARIABLE + "=";
        int at = environment.startsWith(assignment) ? 0 : environment.indexOf("\0" + assignment) + 1;
        if (!environment.startsWith(assignment, at)) {
            return List.of();
        }
        int from = at + assignment.length();
        int end = environment.indexOf('\0', from);
        return List.of(environment
                .substring(from, end < 0 ? environment.length() : end)
                .split(":", -1));
    }
}
