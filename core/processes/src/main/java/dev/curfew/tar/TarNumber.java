package dev.curfew.tar;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;

/** A number in a field of a header: octal digits, or in "base-256" if they do not suffice. */
final class TarNumber {

    private static final int POSITIVE_BASE_256 = 0x80 << 24;

    private static final Pattern OCTAL = Pattern.compile("[\\x00 ]*([0-7]{0,20}) *(?:\\x00.*)?", Pattern.DOTALL);

    private TarNumber() {}

    /** {@return a field of a length; only one of 12 bytes can have more digits than fit} */
    static byte[] encode(long value, int length) {
        String octal = Long.toOctalString(value); // 22 digits if negative
        if (octal.length() < length) {
            return ("0".repeat(length - 1 - octal.length()) + octal + '\0').getBytes(StandardCharsets.US_ASCII);
        }
        return ByteBuffer.allocate(length)
                .putInt(value < 0 ? -1 : POSITIVE_BASE_256)
                .putLong(value)
                .array();
    }

    /** {@return the number in a field; an empty field is zero} */
    static long decode(byte[] block, int start, int end) throws DataFormatException {
        byte[] field = Arrays.copyOfRange(block, start, end);
        if (field[0] < 0) {
            return decodeBase256(field);
        }
        Matcher octal = OCTAL.matcher(new String(field, StandardCharsets.ISO_8859_1));
        if (!octal.matches()) {
            throw new DataFormatException(FileNames.quoted(FileNames.text(field)) + " where a number should be");
        }
        return octal.group(1).isEmpty() ? 0 : Long.parseLong(octal.group(1), 8);
    }

    private static long decodeBase256(byte[] field) throws DataFormatException {
        // The highest bit only marks the format, and the next one is the sign.
        field[0] = (byte) ((byte) (field[0] << 1) >> 1);
        BigInteger number = new BigInteger(field);
        if (number.bitLength() >= Long.SIZE) {
            throw new DataFormatException("a number that is too large: " + number);
        }
        return number.longValue();
    }
}
