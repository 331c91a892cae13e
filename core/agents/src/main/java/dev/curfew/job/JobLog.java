package dev.curfew.job;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The output of a job on disk, in files called {@code log.OFFSET} after the offset of their first byte. Gaps between
 * them are dropped output. The log may be read while it is written: if a file disappears during a read, the read is
 * repeated.
 */
final class JobLog {

    private static final String PREFIX = "log.";
    private static final int MOST_LOOKS = 20;

    private record Piece(Path file, long offset, long size) {
        long end() {
            return offset + size;
        }
    }

    /** Consecutive bytes from an offset on. */
    static final class Part {

        private final long offset;
        private final byte[] bytes;

        private Part(long offset, byte[] bytes) {
            this.offset = offset;
            this.bytes = bytes;
        }

        long offset() {
            return offset;
        }

        byte[] bytes() {
            return bytes;
        }

        long end() {
            return offset + bytes.length;
        }
    }

    private final JobFolder folder;

    JobLog(JobFolder folder) {
        this.folder = folder;
    }

    /** {@return the first and the last bytes, each at most half of the limit, without incomplete characters} */
    JobOutput headAndTail(int limit, boolean started) {
        for (int look = 1; ; look++) {
            try {
                return headAndTail(pieces(), limit, started);
            } catch (NoSuchFileException e) {
                if (look == MOST_LOOKS) {
                    return JobOutput.UNAVAILABLE;
                }
            } catch (IOException e) {
                return JobOutput.UNAVAILABLE;
            }
        }
    }

    private static JobOutput headAndTail(List<Piece> pieces, int limit, boolean started) throws IOException {
        if (pieces.isEmpty()) {
            return started ? new JobOutput("", "", 0, 0, true) : JobOutput.UNAVAILABLE;
        }
        long total = pieces.get(pieces.size() - 1).end();
        Part head = read(pieces, 0, limit);
        if (head.offset() == 0 && head.end() == total) {
            return new JobOutput(text(head.bytes()), "", 0, total, true);
        }
        byte[] first = head.offset() == 0 ? Characters.wholeAtEnd(head.bytes(), limit / 2) : new byte[0];
        Part last = last(pieces, Math.max(first.length, total - limit / 2));
        byte[] tail = Characters.wholeAtStart(last.bytes());
        return new JobOutput(text(first), text(tail), total - first.length - tail.length, total, true);
    }

    /** {@return the end of the output from an offset on, or from the last gap after it} */
    private static Part last(List<Piece> pieces, long from) throws IOException {
        Part part = read(pieces, from, Integer.MAX_VALUE);
        long total = pieces.get(pieces.size() - 1).end();
        while (part.end() < total) {
            part = read(pieces, part.end() + 1, Integer.MAX_VALUE);
        }
        return part;
    }

    /** {@return bytes from an offset on, or from the first available byte after it, up to a maximum number} */
    Part from(long offset, int limit) throws IOException {
        for (int look = 1; ; look++) {
            try {
                return read(pieces(), offset, limit);
            } catch (NoSuchFileException e) {
                if (look == MOST_LOOKS) {
                    throw e;
                }
            }
        }
    }

    private static Part read(List<Piece> pieces, long from, int limit) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long begin = from;
        for (Piece piece : pieces) {
            if (piece.end() <= from || bytes.size() == limit) {
                continue;
            }
            if (bytes.size() == 0) {
                begin = Math.max(from, piece.offset());
            } else if (piece.offset() > begin + bytes.size()) {
                break;
            }
            long at = begin + bytes.size() - piece.offset();
            int count = (int) Math.min(limit - bytes.size(), piece.size() - at);
            bytes.write(bytesOf(piece.file(), at, count));
        }
        return new Part(begin, bytes.toByteArray());
    }

    private static byte[] bytesOf(Path file, long at, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(at);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private List<Piece> pieces() throws IOException {
        List<Piece> pieces = new ArrayList<>();
        for (String name : folder.names()) {
            if (name.matches("log\\.[0-9]{1,18}")) {
                Path file = folder.path().resolve(name);
                pieces.add(new Piece(file, Long.parseLong(name.substring(PREFIX.length())), Files.size(file)));
            }
        }
        pieces.sort(Comparator.comparingLong(Piece::offset));
        return pieces;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
