package dev.curfew.table;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The marks in the environment of processes: every descendant inherits them, unless it clears its environment.
 *
 * <p>A Curfew inside a process of another Curfew appends its mark, so that both find what is theirs.
 */
public final class Cookies {

    /** The name of the environment variable. */
    public static final String VARIABLE = "CURFEW_COOKIE";

    private Cookies() {}

    /** {@return a mark that nobody else has} */
    public static String create() {
        byte[] bytes = new byte[6];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * {@return a random number}
     *
     * @param bound what it is below
     */
    public static long randomBelow(long bound) {
        return new SecureRandom().nextLong(bound);
    }

    /**
     * {@return the value of the variable for a process that carries a mark}
     *
     * @param cookie the mark
     * @param inherited the value that this JVM was started with, or {@code null}
     */
    public static String value(String cookie, @Nullable String inherited) {
        return inherited == null || inherited.isEmpty() ? cookie : inherited + ":" + cookie;
    }

    /** {@return the marks in an environment as the kernel shows it: each variable ended by a NUL} */
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
