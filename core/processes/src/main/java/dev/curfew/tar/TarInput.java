package dev.curfew.tar;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the entries of an archive in order, with the names, sizes and times of their extensions. */
final class TarInput {

    private static final byte[] ZEROS = new byte[TarHeader.BLOCK];

    /** Names are shorter than that on every system; a longer one would only fill the memory. */
    private static final int LONGEST_EXTENSION = 1 << 20;

    private static final int BUFFER = 1 << 16;

    private final InputStream in;

    private PaxRecords forAll = PaxRecords.NONE;
    private PaxRecords forNext = PaxRecords.NONE;
    private @Nullable String longName;
    private @Nullable String longLink;

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
        while (true) {
            copy(OutputStream.nullOutputStream());
            byte[] block = readFully(TarHeader.BLOCK);
            if (Arrays.equals(block, ZEROS)) {
                drain();
                return null;
            }
            TarHeader header = TarHeader.decode(block);
            if (!isExtension(header)) {
                return entry(header);
            }
        }
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
        readFully(padding);
        padding = 0;
    }

    private boolean isExtension(TarHeader header) throws IOException {
        switch (header.type()) {
            case TarHeader.LONG_NAME -> longName = name(extension(header));
            case TarHeader.LONG_LINK -> longLink = name(extension(header));
            case TarHeader.PAX -> forNext = forNext.with(PaxRecords.parse(extension(header)));
            case TarHeader.PAX_FOR_ALL -> forAll = forAll.with(PaxRecords.parse(extension(header)));
            default -> {
                return false;
            }
        }
        return true;
    }

    private byte[] extension(TarHeader header) throws IOException {
        if (header.size() < 0 || header.size() > LONGEST_EXTENSION) {
            throw new IOException("The archive has an extended header of " + header.size() + " bytes; more than "
                    + LONGEST_EXTENSION + " are refused");
        }
        byte[] data = readFully((int) header.size());
        readFully(paddingOf(header.size()));
        return data;
    }

    private static String name(byte[] data) {
        int length = 0;
        while (length < data.length && data[length] != 0) {
            length++;
        }
        return FileNames.text(Arrays.copyOf(data, length));
    }

    private TarHeader entry(TarHeader header) throws IOException {
        TarHeader named = new TarHeader(
                longName == null ? header.name() : longName,
                header.type(),
                header.mode(),
                header.size(),
                header.modified(),
                longLink == null ? header.link() : longLink);
        TarHeader entry = forAll.with(forNext).applyTo(named);
        longName = null;
        longLink = null;
        forNext = PaxRecords.NONE;
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

    private byte[] readFully(int count) throws IOException {
        byte[] data = in.readNBytes(count);
        offset += data.length;
        if (data.length < count) {
            throw truncated();
        }
        return data;
    }

    /** Read the padding after the end of the archive; otherwise the program that writes it would fail or block. */
    private void drain() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    private EOFException truncated() {
        return new EOFException("The archive is cut off after " + offset + " bytes, in or after " + current
                + "; whoever wrote it has failed or was stopped");
    }
}
