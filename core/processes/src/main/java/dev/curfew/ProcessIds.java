package dev.curfew;

import dev.curfew.internal.RandomIds;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Generates the ids of processes: {@code proc_} and 12 hexadecimal digits.
 *
 * <p>Consecutive numbers from a random start are scattered by a permutation. Ids are therefore unique in a JVM, differ
 * in their first digits, and differ between JVMs.
 */
final class ProcessIds {

    static final String PREFIX = "proc_";

    /** The minimum number of digits that may abbreviate an id. */
    static final int FEWEST_DIGITS = 4;

    private static final int BITS = 48;
    private static final long MASK = (1L << BITS) - 1;

    /** Odd, so that multiplication is a bijection. */
    private static final long FIRST_FACTOR = 0xD6E8_FEB8_6659L;

    private static final long SECOND_FACTOR = 0x9E37_79B9_7F4BL;

    private static final long KEY = RandomIds.bits();
    private static final AtomicLong COUNT = new AtomicLong();

    private ProcessIds() {}

    static String next() {
        return PREFIX + String.format(Locale.ROOT, "%012x", scatter(COUNT.incrementAndGet() + KEY));
    }

    static long scatter(long number) {
        long scattered = (number & MASK) * FIRST_FACTOR & MASK;
        scattered ^= scattered >>> (BITS / 2);
        scattered = scattered * SECOND_FACTOR & MASK;
        return scattered ^ scattered >>> (BITS / 2);
    }

    static String digits(String id) {
        return id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : id;
    }
}
