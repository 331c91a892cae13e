package dev.curfew.session;

import dev.curfew.internal.RandomIds;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The key with which a guard seals its reports. Only that guard, or the guards of one exec channel, and this JVM have it:
 * another process of the same user can write to the pipe of the reports and read from it, but cannot forge a report.
 *
 * <p>The seal is SipHash-2-4, a message authentication code for short texts, which the native program can compute
 * without a library: see {@code seal.h}.
 */
public final class MessageKey {

    /** The variable in which a guard gets its key. The guard removes it from the environment of the command. */
    static final String VARIABLE = "CURFEW_KEY";

    private static final int WORD_BYTES = Long.BYTES;
    private static final int ROUNDS_PER_WORD = 2;
    private static final int LAST_ROUNDS = 4;

    private final long first;
    private final long second;

    MessageKey(long first, long second) {
        this.first = first;
        this.second = second;
    }

    /** {@return a key that cannot be guessed} */
    public static MessageKey create() {
        long[] bits = RandomIds.bits(2);
        return new MessageKey(bits[0], bits[1]);
    }

    /** {@return the key in hexadecimal digits, as a guard reads it} */
    public String text() {
        return HexFormat.of().toHexDigits(first) + HexFormat.of().toHexDigits(second);
    }

    /**
     * {@return the line that consists of a message and its seal}
     *
     * @param message the message, in ASCII
     */
    String seal(String message) {
        return message + " " + sealOf(message.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * {@return the message of a line, or empty if its seal is missing or wrong}
     *
     * @param line the line
     */
    Optional<String> open(String line) {
        String message = line.substring(0, Math.max(0, line.lastIndexOf(' ')));
        return seal(message).equals(line) ? Optional.of(message) : Optional.empty();
    }

    /**
     * {@return the seal of a message, in hexadecimal digits}
     *
     * @param message the message
     */
    public String sealOf(byte[] message) {
        return HexFormat.of().toHexDigits(hash(message));
    }

    private long hash(byte[] message) {
        ByteBuffer words = ByteBuffer.wrap(Arrays.copyOf(message, (message.length / WORD_BYTES + 1) * WORD_BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        words.put(words.capacity() - 1, (byte) message.length);
        long[] v = {
            first ^ 0x736f6d6570736575L,
            second ^ 0x646f72616e646f6dL,
            first ^ 0x6c7967656e657261L,
            second ^ 0x7465646279746573L
        };
        while (words.hasRemaining()) {
            long word = words.getLong();
            v[3] ^= word;
            mix(v, ROUNDS_PER_WORD);
            v[0] ^= word;
        }
        v[2] ^= 0xff;
        mix(v, LAST_ROUNDS);
        return v[0] ^ v[1] ^ v[2] ^ v[3];
    }

    private static void mix(long[] v, int rounds) {
        for (int i = 0; i < rounds; i++) {
            v[0] += v[1];
            v[2] += v[3];
            v[1] = Long.rotateLeft(v[1], 13) ^ v[0];
            v[3] = Long.rotateLeft(v[3], 16) ^ v[2];
            v[0] = Long.rotateLeft(v[0], 32);
            v[2] += v[1];
            v[0] += v[3];
            v[1] = Long.rotateLeft(v[1], 17) ^ v[2];
            v[3] = Long.rotateLeft(v[3], 21) ^ v[0];
            v[2] = Long.rotateLeft(v[2], 32);
        }
    }
}
