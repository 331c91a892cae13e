package dev.curfew.tar;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/** Reads the entries of an archive in order, with the names, sizes and times of their extensions. */
final class TarInput {

    private static final byte[] ZEROS = new byte[TarHeader.BLOCK];

    /** Names are shorter than that on every system; a longer one would only fill the memory. */
    private static final int LONGEST_EXTENSION = 1 << 20;

    private static final int BUFFER = 1 << 16;

    private final InputStream in;

    private final Map<String, String> forAll = new HashMap<>();
    private final Map<String, String> forNext = new HashMap<>();

    private String current = "its first entry";
    private long offset;
    private long left;
    private int padding;

    /**
     * Create an input.
     *
     * @param in the archive; it is read in large pieces and not closed
     */
    TarInput(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER);
    }

    /** {@return the next entry, or null at the end of the archive; the rest of the previous entry is skipped} */
    @Nullable
    TarHeader next() throws IOException {
        copy(OutputStream.nullOutputStream());
        try {
            for (byte[] block = read(TarHeader.BLOCK); !Arrays.equals(block, ZEROS); block = read(TarHeader.BLOCK)) {
                TarHeader header = TarHeader.decode(block);
                if (!isExtension(header)) {
                    return entry(header);
                }
            }
        } catch (DataFormatException e) {
            throw new IOException(
                    "The archive has " + e.getMessage() + ", in or after " + current
                            + "; it is damaged, or not a tar archive",
                    e);
        }
        // Read the padding after the end of the archive; otherwise the program that writes it would fail or block.
        in.transferTo(OutputStream.nullOutputStream());
        return null;
    }

    /** Copy the content of the entry, or the rest of it. */
    void copy(OutputStream out) throws IOException {
        byte[] buffer = new byte[(int) Math.min(left, BUFFER)];
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw truncated();
            }
            offset += read;
            left -= read;
            out.write(buffer, 0, read);
        }
        read(padding);
        padding = 0;
    }

    private boolean isExtension(TarHeader header) throws IOException, DataFormatException {
        switch (header.type()) {
            // The values of POSIX headers have precedence.
            case TarHeader.LONG_NAME -> forNext.putIfAbsent(PaxRecords.PATH, name(extension(header)));
            case TarHeader.LONG_LINK -> forNext.putIfAbsent(PaxRecords.LINK, name(extension(header)));
            case TarHeader.PAX -> forNext.putAll(PaxRecords.parse(extension(header)));
            case TarHeader.PAX_FOR_ALL -> forAll.putAll(PaxRecords.parse(extension(header)));
            default -> {
                return false;
            }
        }
        return true;
    }

    private byte[] extension(TarHeader header) throws IOException, DataFormatException {
        if (header.size() < 0 || header.size() > LONGEST_EXTENSION) {
            throw new DataFormatException("an extended header of " + header.size() + " bytes; more than "
                    + LONGEST_EXTENSION + " are refused");
        }
        byte[] data = read((int) header.size());
        read(paddingOf(header.size()));
        return data;
    }

    private static String name(byte[] data) {
        return FileNames.text(data, 0, data.length);
    }

    private TarHeader entry(TarHeader header) throws IOException, DataFormatException {
        Map<String, String> values = new HashMap<>(forAll);
        values.putAll(forNext);
        forNext.clear();
        TarHeader entry = PaxRecords.apply(values, header);
        current = FileNames.quoted(entry.name());
        if (entry.size() < 0) {
            throw new IOException("The archive entry " + current + " has a negative size: " + entry.size());
        }
        // As in GNU tar: some old programs repeat the size of the file in a hard link, but no content follows.
        left = entry.type() == TarHeader.HARD_LINK ? 0 : entry.size();
        padding = paddingOf(left);
        return entry;
    }

    private static int paddingOf(long size) {
        return (int) (-size & (TarHeader.BLOCK - 1));
    }

    private byte[] read(int count) throws IOException {
        byte[] data = in.readNBytes(count);
        offset += data.length;
        if (data.length < count) {
            throw truncated();
        }
        return data;
    }

    private EOFException truncated() {
        return new EOFException("The archive is cut off after " + offset + " bytes, in or after " + current
                + "; whoever wrote it has failed or was stopped");
    }
}
