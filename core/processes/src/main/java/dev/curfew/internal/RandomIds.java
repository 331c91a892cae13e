package dev.curfew.internal;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Ids, nonces and keys that differ between all JVMs and cannot be guessed. Thread-safe. */
public final class RandomIds {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 6;

    private RandomIds() {}

    /** {@return 12 random hexadecimal digits} */
    public static String create() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** {@return 64 random bits} */
    public static long bits() {
        return RANDOM.nextLong();
    }

    /**
     * {@return a random number from 0 to a bound}
     *
     * @param bound the exclusive upper bound
     */
    public static long below(long bound) {
        return RANDOM.nextLong(bound);
    }
}
