package dev.curfew.tar;

import dev.curfew.internal.Check;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Packs a file or a directory into an archive that GNU tar, BusyBox and similar programs can read.
 *
 * <p>Files, directories and symbolic links are supported, with their permissions (without set-user-id, set-group-id and
 * sticky; 0644 and 0755 if the file system has none) and times in seconds; owners are not preserved. Sockets, devices
 * and pipes are rejected. Symbolic links are never followed. Each hard link becomes a separate file.
 */
public final class TarWriter {

    private static final int BUFFER = 1 << 16;

    private static final int FILE_MODE = 0644;
    private static final int FOLDER_MODE = 0755;
    private static final int LINK_MODE = 0777;
    private static final int OPEN_TO_OWNER = 0700;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];

    private TarWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Pack a file, or a directory with all its contents, in the order of the names.
     *
     * @param source the file, directory or symbolic link; it must not change meanwhile
     * @param name its name in the archive, which may have several parts; {@code "."} for the contents of a directory
     * @param out the stream for the archive; it is flushed and not closed
     * @throws IOException if something could not be read or written, is neither a file, a directory nor a symbolic
     *     link, or has changed in length; the archive is then incomplete
     * @throws IllegalArgumentException if the name is absolute, or has a part {@code ..}
     */
    public static void write(Path source, String name, OutputStream out) throws IOException {
        List<String> parts = List.of(name.split("/", -1));
        Check.argument(
                !parts.contains("") && !parts.contains("..") && name.indexOf('\0') < 0,
                "name must be relative, without empty parts, .. and NUL characters",
                FileNames.quoted(name));
        OutputStream buffered = new BufferedOutputStream(out, BUFFER);
        TarWriter writer = new TarWriter(buffered);
        writer.pack(source, name);
        buffered.write(new byte[2 * TarHeader.BLOCK]);
        buffered.flush();
    }

    private void pack(Path path, String name) throws IOException {
        BasicFileAttributes attributes = attributes(path);
        if (attributes.isDirectory()) {
            folder(path, name, attributes);
        } else if (attributes.isSymbolicLink()) {
            String to = FileNames.of(Files.readSymbolicLink(path));
            header(name, TarHeader.SYMBOLIC_LINK, LINK_MODE, 0, attributes, to);
        } else if (attributes.isRegularFile()) {
            file(path, name, attributes);
        } else {
            throw new IOException("Cannot copy " + path
                    + ": it is a socket, a device or a pipe, and only files, folders and symbolic links can be copied");
        }
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        Class<? extends BasicFileAttributes> type =
                path.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? PosixFileAttributes.class
                        : BasicFileAttributes.class;
        return Files.readAttributes(path, type, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Pack a directory. If its owner has no write permission, its header is written twice, the second time after its
     * contents and with its own permissions: BusyBox sets permissions immediately and, unless it runs as root, could
     * not fill the directory otherwise.
     */
    private void folder(Path folder, String name, BasicFileAttributes attributes) throws IOException {
        int mode = mode(attributes, FOLDER_MODE);
        List<Path> children = children(folder);
        int first = children.isEmpty() ? mode : mode | OPEN_TO_OWNER;
        header(name + "/", TarHeader.FOLDER, first, 0, attributes, "");
        for (Path child : children) {
            pack(child, name + "/" + FileNames.of(child.getFileName()));
        }
        if (first != mode) {
            header(name + "/", TarHeader.FOLDER, mode, 0, attributes, "");
        }
    }

    /**
     * Returns a list, so that no directory is open while its children are packed: deep trees would need many
     * descriptors.
     */
    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void file(Path file, String name, BasicFileAttributes attributes) throws IOException {
        // A file within an archive file system, the other common kind, does not support the option.
        Set<OpenOption> options = file.getFileSystem().equals(FileSystems.getDefault())
                ? Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)
                : Set.of(StandardOpenOption.READ);
        try (SeekableByteChannel channel = Files.newByteChannel(file, options);
                InputStream in = Channels.newInputStream(channel)) {
            long size = channel.size();
            header(name, TarHeader.FILE, mode(attributes, FILE_MODE), size, attributes, "");
            copy(file, in, size);
        }
    }

    private void copy(Path file, InputStream in, long size) throws IOException {
        long left = size;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw changed(file, "ended after " + (size - left) + " bytes instead of the ", size);
            }
            out.write(buffer, 0, read);
            left -= read;
        }
        if (in.read() >= 0) {
            throw changed(file, "has more bytes than the ", size);
        }
        pad(size);
    }

    private static IOException changed(Path file, String what, long size) {
        return new IOException("Cannot copy " + file + ": it " + what + size
                + " that it had when it was opened; copy it while nobody writes to it");
    }

    private void header(String name, char type, int mode, long size, BasicFileAttributes attributes, String link)
            throws IOException {
        Instant modified = attributes.lastModifiedTime().toInstant();
        extension(TarHeader.LONG_NAME, name);
        extension(TarHeader.LONG_LINK, link);
        out.write(new TarHeader(name, type, mode, size, modified, link).encode());
    }

    private void extension(char type, String text) throws IOException {
        byte[] bytes = FileNames.bytes(text);
        if (bytes.length > TarHeader.LONGEST_NAME) {
            int size = bytes.length + 1;
            out.write(new TarHeader("././@LongLink", type, FILE_MODE, size, Instant.EPOCH, "").encode());
            out.write(Arrays.copyOf(bytes, size));
            pad(size);
        }
    }

    private void pad(long size) throws IOException {
        out.write(new byte[(int) (-size & (TarHeader.BLOCK - 1))]);
    }

    private static int mode(BasicFileAttributes attributes, int otherwise) {
        return attributes instanceof PosixFileAttributes posix ? Permissions.mode(posix.permissions()) : otherwise;
    }
}
