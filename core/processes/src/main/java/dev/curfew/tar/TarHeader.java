package dev.curfew.tar;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.DataFormatException;

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
    static final char SPARSE_FILE = 'S';
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
        ByteBuffer block = ByteBuffer.allocate(BLOCK)
                .put(0, Arrays.copyOf(FileNames.bytes(name), LONGEST_NAME))
                .put(MODE, TarNumber.encode(mode, USER - MODE))
                .put(USER, TarNumber.encode(0, GROUP - USER))
                .put(GROUP, TarNumber.encode(0, SIZE - GROUP))
                .put(SIZE, TarNumber.encode(size, MODIFIED - SIZE))
                .put(MODIFIED, TarNumber.encode(modified.getEpochSecond(), CHECKSUM - MODIFIED))
                .put(TYPE, (byte) type)
                .put(LINK, Arrays.copyOf(FileNames.bytes(link), LONGEST_NAME))
                .put(MAGIC, GNU_MAGIC);
        byte[] checksum = TarNumber.encode(checksum(block.array(), 0xff), TYPE - 1 - CHECKSUM);
        return block.put(CHECKSUM, checksum).put(TYPE - 1, (byte) ' ').array();
    }

    /**
     * {@return the header that a block contains}
     *
     * @throws DataFormatException if it is not a header
     */
    static TarHeader decode(byte[] block) throws DataFormatException {
        long expected = TarNumber.decode(block, CHECKSUM, TYPE);
        // Old programs sum signed bytes.
        if (expected != checksum(block, 0xff) && expected != checksum(block, -1)) {
            throw new DataFormatException(
                    "a block with the checksum " + checksum(block, 0xff) + " instead of " + expected);
        }
        return new TarHeader(
                name(block),
                block[TYPE] == 0 ? FILE : (char) (block[TYPE] & 0xff),
                (int) TarNumber.decode(block, MODE, USER),
                TarNumber.decode(block, SIZE, MODIFIED),
                instant(TarNumber.decode(block, MODIFIED, CHECKSUM)),
                FileNames.text(block, LINK, LINK + LONGEST_NAME));
    }

    private static Instant instant(long seconds) throws DataFormatException {
        if (seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
            throw new DataFormatException("an invalid time: " + seconds + " seconds since 1970");
        }
        return Instant.ofEpochSecond(seconds);
    }

    private static String name(byte[] block) {
        String name = FileNames.text(block, 0, LONGEST_NAME);
        boolean posix = Arrays.equals(block, MAGIC, MAGIC + POSIX_MAGIC.length, POSIX_MAGIC, 0, POSIX_MAGIC.length);
        String prefix = posix ? FileNames.text(block, PREFIX, PREFIX_END) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static long checksum(byte[] block, int mask) {
        long sum = 0;
        for (int i = 0; i < block.length; i++) {
            sum += i >= CHECKSUM && i < TYPE ? ' ' : block[i] & mask;
        }
        return sum;
    }

    IOException refused(String why) {
        return new IOException("The archive entry " + FileNames.quoted(name) + " " + why + "; it is refused");
    }
}
