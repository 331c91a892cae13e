package dev.curfew.table;

import java.util.List;

/**
 * The marks of a process: numbers in its resource limit RLIMIT_LOCKS, and names in its environment.
 *
 * @param soft the soft limit, or {@link #NONE}
 * @param hard the hard limit, or {@link #NONE}
 * @param cookies the elements of {@link Cookies#VARIABLE}
 */
public record ProcessMarks(long soft, long hard, List<String> cookies) {

    /** No limit is set. */
    public static final long NONE = Long.MAX_VALUE;

    private static final long SMALLEST = 100_000_000_000_000_000L;
    private static final long LARGEST = 999_999_999_999_999_999L;

    /** {@return whether both limits are in the range used for marks} */
    public boolean isNumbered() {
        return isNumber(soft) && isNumber(hard);
    }

    /** {@return whether no limit is set} */
    public boolean isUnlimited() {
        return hard > LARGEST;
    }

    private static boolean isNumber(long limit) {
        return limit >= SMALLEST && limit <= LARGEST;
    }

    /**
     * {@return whether a limit begins with the digits of a session}
     *
     * @param prefix 11 digits, or a dash for none
     */
    public boolean beginWith(String prefix) {
        return !prefix.equals("-")
                && ((isNumber(soft) && Long.toString(soft).startsWith(prefix))
                        || (isNumber(hard) && Long.toString(hard).startsWith(prefix)));
    }

    /**
     * {@return whether one of the cookies belongs to a session}
     *
     * @param session the name of the session in cookies
     */
    public boolean areOf(String session) {
        return cookies.stream().anyMatch(cookie -> cookie.startsWith(session + "-"));
    }
}
