package dev.curfew.tar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;

/**
 * The block of 512 bytes before each entry of an archive. Headers are written in the format of GNU tar, because the tar
 * of BusyBox ignores the long names of the POSIX format.
 *
 * @param name the name of the entry
 * @param type one of the constants of this class, or another type
 * @param mode the permissions
 * @param size the number of bytes that follow
 * @param modified the time of the last modification
 * @param link the target of a link; empty for other entries
 */
record TarHeader(String name, char type, int mode, long size, Instant modified, String link) {

    static final int BLOCK = 512;

    static final char FILE = '0';
    static final char HARD_LINK = '1';
    static final char SYMBOLIC_LINK = '2';
    static final char FOLDER = '5';
    static final char CONTIGUOUS_FILE = '7';
    static final char LONG_NAME = 'L';
    static final char LONG_LINK = 'K';
    static final char PAX = 'x';
    static final char PAX_FOR_ALL = 'g';

    /** The maximum number of bytes of a name or a link in a header. */
    static final int LONGEST_NAME = 100;

    private static final byte[] POSIX_MAGIC = "ustar\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GNU_MAGIC = "ustar  \0".getBytes(StandardCharsets.US_ASCII);

    private static final int MODE = 100;
    private static final int USER = 108;
    private static final int GROUP = 116;
    private static final int SIZE = 124;
    private static final int MODIFIED = 136;
    private static final int CHECKSUM = 148;
    private static final int TYPE = 156;
    private static final int LINK = 157;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;
    private static final int PREFIX_END = 500;

    /** {@return the block; a name or link that does not fit is truncated} */
    byte[] encode() {
        byte[] block = new byte[BLOCK];
        put(block, 0, FileNames.bytes(name));
        TarNumber.write(block, MODE, USER, mode);
        TarNumber.write(block, USER, GROUP, 0);
        TarNumber.write(block, GROUP, SIZE, 0);
        TarNumber.write(block, SIZE, MODIFIED, size);
        TarNumber.write(block, MODIFIED, CHECKSUM, modified.getEpochSecond());
        block[TYPE] = (byte) type;
        put(block, LINK, FileNames.bytes(link));
        put(block, MAGIC, GNU_MAGIC);
        TarNumber.write(block, CHECKSUM, TYPE - 1, checksum(block, 0xff));
        block[TYPE - 1] = ' ';
        return block;
    }

    /**
     * {@return the header that a block contains}
     *
     * @param block the block
     * @throws IOException if it is not a header
     */
    static TarHeader decode(byte[] block) throws IOException {
        long expected = TarNumber.read(block, CHECKSUM, TYPE);
        // Old programs sum signed bytes.
        if (expected != checksum(block, 0xff) && expected != checksum(block, -1)) {
            throw new IOException("The archive has a block with the checksum " + checksum(block, 0xff)
                    + " where one with " + expected + " was announced; it is damaged, or not a tar archive");
        }
        return new TarHeader(
                name(block),
                block[TYPE] == 0 ? FILE : (char) (block[TYPE] & 0xff),
                (int) TarNumber.read(block, MODE, USER),
                TarNumber.read(block, SIZE, MODIFIED),
                instant(TarNumber.read(block, MODIFIED, CHECKSUM), 0),
                text(block, LINK, LINK + LONGEST_NAME));
    }

    static Instant instant(long seconds, int nanos) throws IOException {
        try {
            return Instant.ofEpochSecond(seconds, nanos);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IOException("The archive has a time that is no time: " + seconds + " seconds since 1970", e);
        }
    }

    boolean isFile() {
        return type == FILE || type == CONTIGUOUS_FILE;
    }

    private static void put(byte[] block, int start, byte[] value) {
        System.arraycopy(value, 0, block, start, Math.min(value.length, LONGEST_NAME));
    }

    private static String name(byte[] block) {
        String name = text(block, 0, LONGEST_NAME);
        boolean posix = Arrays.equals(block, MAGIC, MAGIC + POSIX_MAGIC.length, POSIX_MAGIC, 0, POSIX_MAGIC.length);
        String prefix = posix ? text(block, PREFIX, PREFIX_END) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] block, int start, int end) {
        int length = 0;
        while (start + length < end && block[start + length] != 0) {
            length++;
        }
        return FileNames.text(Arrays.copyOfRange(block, start, start + length));
    }

    private static long checksum(byte[] block, int mask) {
        long sum = 0;
        for (int i = 0; i < block.length; i++) {
            sum += i >= CHECKSUM && i < TYPE ? ' ' : block[i] & mask;
        }
        return sum;
    }
}
