package dev.curfew.tar;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A number in a field of a header: octal digits, or in "base-256" if they do not suffice. */
final class TarNumber {

    private static final int BASE_256 = 0x80;
    private static final int SIGN = 0x40;

    private TarNumber() {}

    static void write(byte[] block, int start, int end, long value) {
        int digits = end - start - 1;
        String octal = Long.toOctalString(value);
        if (value < 0 || octal.length() > digits) {
            writeBinary(block, start, end, value);
            return;
        }
        String padded = "0".repeat(digits - octal.length()) + octal;
        System.arraycopy(padded.getBytes(StandardCharsets.US_ASCII), 0, block, start, digits);
    }

    private static void writeBinary(byte[] block, int start, int end, long value) {
        long rest = value;
        for (int i = end - 1; i > start; i--) {
            block[i] = (byte) rest;
            rest >>= Byte.SIZE;
        }
        block[start] = (byte) (rest < 0 ? 0xff : BASE_256);
    }

    /** {@return the number in a field; an empty field is zero} */
    static long read(byte[] block, int start, int end) throws IOException {
        byte[] field = Arrays.copyOfRange(block, start, end);
        return (field[0] & BASE_256) != 0 ? readBinary(field) : readOctal(field);
    }

    private static long readBinary(byte[] field) throws IOException {
        boolean negative = (field[0] & SIGN) != 0;
        field[0] = (byte) (negative ? field[0] : field[0] & ~BASE_256);
        BigInteger number = new BigInteger(field);
        if (number.bitLength() >= Long.SIZE) {
            throw new IOException(
                    "The archive has a number that is too large: " + number + "; it is damaged, or not a tar archive");
        }
        return number.longValue();
    }

    private static long readOctal(byte[] field) throws IOException {
        String text = new String(field, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0', leadingNuls(text));
        String digits =
                (end < 0 ? text : text.substring(0, end)).replace('\0', ' ').strip();
        if (!digits.matches("[0-7]{0,20}")) {
            throw new IOException("The archive has " + FileNames.quoted(FileNames.text(field))
                    + " where a number should be; it is damaged, or not a tar archive");
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    private static int leadingNuls(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) == '\0') {
            at++;
        }
        return at;
    }
}
