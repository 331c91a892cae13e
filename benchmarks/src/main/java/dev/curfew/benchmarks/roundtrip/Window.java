package dev.curfew.benchmarks.roundtrip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a hand-written reader keeps: the bytes since the last match; not for use by several threads. */
final class Window {

    private byte[] bytes = new byte[4096];
    private int filled;

    void append(byte[] data, int length) {
        if (filled + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (filled + length));
        }
        System.arraycopy(data, 0, bytes, filled, length);
        filled += length;
    }

    /** Looks for the token, and forgets everything if it is there. */
    boolean take(String token) {
        byte[] wanted = token.getBytes(StandardCharsets.US_ASCII);
        for (int start = 0; start <= filled - wanted.length; start++) {
            if (Arrays.equals(bytes, start, start + wanted.length, wanted, 0, wanted.length)) {
                filled = 0;
                return true;
            }
        }
        return false;
    }
}
