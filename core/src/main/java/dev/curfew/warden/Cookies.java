package dev.curfew.warden;

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

    private static final SecureRandom RANDOM = new SecureRandom();

    private Cookies() {}

    /** {@return a mark that nobody else has} */
    public static String create() {
        byte[] bytes = new byte[6];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
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

    static boolean carries(String environment, String cookie) {
        int at = environment.startsWith(VARIABLE + "=") ? 0 : environment.indexOf("\0" + VARIABLE + "=") + 1;
        if (at == 0 && !environment.startsWith(VARIABLE)) {
            return false;
        }
        int from = at + VARIABLE.length() + 1;
        int end = environment.indexOf('\0', from);
        String value = environment.substring(from, end < 0 ? environment.length() : end);
        return List.of(value.split(":", -1)).contains(cookie);
    }
}
