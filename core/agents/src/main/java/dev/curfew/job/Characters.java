package dev.curfew.job;

import java.util.Arrays;

/** Finds the boundaries of UTF-8 characters, so that no character is split. */
final class Characters {

    private static final int LONGEST = 4;

    private Characters() {}

    /** {@return the first bytes, at most as many as the limit, without an incomplete character at their end} */
    static byte[] wholeAtEnd(byte[] bytes, int limit) {
        return limit < bytes.length ? wholeUpTo(limit, bytes) : bytes;
    }

    /** {@return the bytes without an incomplete character at their end} */
    static byte[] wholeUpToEnd(byte[] bytes) {
        return wholeUpTo(bytes.length, bytes);
    }

    private static byte[] wholeUpTo(int end, byte[] bytes) {
        for (int back = 1; back <= Math.min(LONGEST, end); back++) {
            byte start = bytes[end - back];
            if (!continues(start)) {
                return Arrays.copyOf(bytes, lengthOf(start) > back ? end - back : end);
            }
        }
        return Arrays.copyOf(bytes, end);
    }

    /** {@return the bytes without the rest of a character that began before them} */
    static byte[] wholeAtStart(byte[] bytes) {
        int begin = 0;
        while (begin < Math.min(LONGEST - 1, bytes.length) && continues(bytes[begin])) {
            begin++;
        }
        return Arrays.copyOfRange(bytes, begin, bytes.length);
    }

    private static boolean continues(byte value) {
        return (value & 0xC0) == 0x80;
    }

    private static int lengthOf(byte start) {
        int value = start & 0xFF;
        return value < 0xC0 ? 1 : value < 0xE0 ? 2 : value < 0xF0 ? 3 : LONGEST;
    }
}
