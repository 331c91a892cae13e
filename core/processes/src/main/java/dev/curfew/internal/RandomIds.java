package dev.curfew.internal;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Ids, nonces and keys that differ between all JVMs and cannot be guessed. Thread-safe.
 *
 * <p>They come from {@code /dev/urandom}, as those of {@link SecureRandom} do, which would load all providers of the JDK
 * first: a quarter of the time until the first start of a JVM.
 */
public final class RandomIds {

    private static final String SOURCE = "/dev/urandom";
    private static final int BYTES = 6;

    private RandomIds() {}

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        try (InputStream random = new FileInputStream(SOURCE)) {
            if (random.readNBytes(bytes, 0, count) == count) {
                return bytes;
            }
        } catch (IOException e) {
            // This system does not have it, or permits no more descriptors.
        }
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** {@return 12 random hexadecimal digits} */
    public static String create() {
        return HexFormat.of().formatHex(bytes(BYTES));
    }

    /** {@return 64 random bits} */
    public static long bits() {
        return bits(1)[0];
    }

    /**
     * {@return several times 64 random bits, which takes no longer than once}
     *
     * @param count how many times
     */
    public static long[] bits(int count) {
        long[] bits = new long[count];
        ByteBuffer.wrap(bytes(count * Long.BYTES)).asLongBuffer().get(bits);
        return bits;
    }

    /**
     * {@return a random number from 0 to a bound}
     *
     * @param bound the exclusive upper bound, which is small compared with all 64-bit numbers
     */
    public static long below(long bound) {
        return Long.remainderUnsigned(bits(), bound);
    }
}
