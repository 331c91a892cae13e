package dev.curfew.session;

import dev.curfew.table.Cookies;
import java.util.Map;

/**
 * The mark that one command and all its descendants carry.
 *
 * @param cookie an element of the environment variable {@link Cookies#VARIABLE}; unique
 * @param number the value of the limit RLIMIT_LOCKS, which Linux has ignored since 2.4.25; zero where it cannot be used
 */
public record Mark(String cookie, long number) {

    /** The mark that no process carries. */
    public static final Mark NONE = new Mark("", 0);

    /** {@return the environment variable; a Curfew inside a process of another Curfew appends its own} */
    public Map.Entry<String, String> variable() {
        return Map.entry(Cookies.VARIABLE, Cookies.value(cookie, System.getenv(Cookies.VARIABLE)));
    }

    /** {@return the number, or a dash where there is none} */
    public String numberText() {
        return number == 0 ? "-" : Long.toString(number);
    }
}
