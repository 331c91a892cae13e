package dev.curfew.internal;

import java.nio.charset.StandardCharsets;

/** Encodes bytes as one line of ASCII that {@code printf %b} decodes in every shell. */
public final class Escaped {

    private Escaped() {}

    /**
     * {@return the line}
     *
     * @param bytes the bytes to encode
     */
    public static byte[] line(byte[] bytes) {
        StringBuilder line = new StringBuilder(bytes.length * 2);
        for (byte value : bytes) {
            append(line, value);
        }
        return line.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void append(StringBuilder line, byte value) {
        if (value == '\\') {
            line.append("\\\\");
        } else if (value == '\n') {
            line.append("\\n");
        } else if (value >= ' ' && value < 127) {
            line.append((char) value);
        } else {
            line.append(String.format("\\0%03o", value & 0xff));
        }
    }
}
