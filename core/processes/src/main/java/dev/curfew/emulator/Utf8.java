package dev.curfew.emulator;

import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;

/** Decodes UTF-8 that arrives in arbitrary pieces; malformed input becomes U+FFFD, as in {@link String}. */
final class Utf8 {

    private final byte[] sequence = new byte[4];
    private int length;
    private int expected;

    /** {@return whether a character is incomplete} */
    boolean isWithinCharacter() {
        return length > 0;
    }

    void decode(byte b, IntConsumer codePoints) {
        boolean continues = (b & 0xC0) == 0x80;
        if (length > 0 && !continues) {
            flush(codePoints);
        }
        if (b >= 0) {
            codePoints.accept(b);
            return;
        }
        if (length == 0) {
            expected = lengthOf(b & 0xFF);
        }
        sequence[length++] = b;
        if (length == expected) {
            flush(codePoints);
        }
    }

    private void flush(IntConsumer codePoints) {
        String decoded = new String(sequence, 0, length, StandardCharsets.UTF_8);
        length = 0;
        decoded.codePoints().forEach(codePoints);
    }

    private static int lengthOf(int lead) {
        if (lead < 0xC2 || lead > 0xF4) {
            return 1;
        }
        return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    }
}
