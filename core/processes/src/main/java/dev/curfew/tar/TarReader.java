package dev.curfew.tar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Unpacks a file or a directory from an archive in the format of GNU tar, BusyBox and similar programs. The archive is
 * not trusted: entries that would be written outside of the target, or through a symbolic link, are rejected.
 *
 * <p>Files, directories, symbolic links and hard links are supported, with their permissions (without set-user-id,
 * set-group-id and sticky) and times; owners are not preserved. Devices, pipes and sparse files are rejected. A
 * rejected entry ends the operation; entries that were unpacked before remain.
 */
public final class TarReader {

    private final String name;
    private final List<String> prefix;
    private final TarTarget target;

    private boolean empty = true;

    private TarReader(String name, Path target) {
        this.name = name;
        this.prefix = parts(name);
        this.target = new TarTarget(target);
    }

    /**
     * Unpack the entries of an archive with a given name. The archive must not contain others.
     *
     * @param in the archive; it is read to the end of the stream, not only of the archive, and not closed
     * @param name the name in the archive of the target; {@code "."} for the whole archive
     * @param target the file, directory or symbolic link to create, as in the archive. Its parent directory must exist.
     *     An existing file is replaced; in an existing directory, files that are not in the archive are kept
     * @throws IOException if the archive is damaged, truncated, empty, or rejected, or if something could not be
     *     written
     */
    public static void read(InputStream in, String name, Path target) throws IOException {
        TarReader reader = new TarReader(name, target);
        TarInput archive = new TarInput(in);
        for (TarHeader entry = archive.next(); entry != null; entry = archive.next()) {
            try {
                reader.unpack(entry, archive);
            } catch (InvalidPathException | UnsupportedOperationException e) {
                throw entry.refused("has a name or a link that is invalid on this system: " + e.getMessage());
            }
        }
        if (reader.empty) {
            throw new IOException("The archive has no entry with the name " + FileNames.quoted(name));
        }
        reader.target.finish();
    }

    private void unpack(TarHeader entry, TarInput archive) throws IOException {
        switch (entry.type()) {
            case TarHeader.FILE, TarHeader.CONTIGUOUS_FILE -> target.file(entry, names(entry, entry.name()), archive);
            case TarHeader.FOLDER -> target.folder(entry, names(entry, entry.name()));
            case TarHeader.SYMBOLIC_LINK -> target.symbolicLink(entry, names(entry, entry.name()));
            case TarHeader.HARD_LINK -> target.hardLink(entry, names(entry, entry.name()), names(entry, entry.link()));
            default -> throw entry.refused("is " + description(entry.type()));
        }
        empty = false;
    }

    /** {@return the path of a file of an archive, relative to the target} */
    private List<String> names(TarHeader entry, String file) throws IOException {
        if (file.isEmpty() || file.startsWith("/") || file.indexOf('\0') >= 0) {
            throw entry.refused("has an absolute or malformed name: " + FileNames.quoted(file));
        }
        List<String> parts = parts(file);
        if (parts.contains("..")) {
            throw entry.refused("leaves its folder: " + FileNames.quoted(file));
        }
        if (Collections.indexOfSubList(parts, prefix) != 0) {
            throw entry.refused("with " + FileNames.quoted(file) + " is not in " + FileNames.quoted(name));
        }
        return parts.subList(prefix.size(), parts.size());
    }

    private static List<String> parts(String file) {
        return Stream.of(file.split("/", -1))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toList();
    }

    private static String description(char type) {
        return switch (type) {
            case '3' -> "a character device";
            case '4' -> "a block device";
            case '6' -> "a named pipe";
            case TarHeader.SPARSE_FILE -> "a sparse file, which tar writes only with --sparse";
            default -> "of the unknown type " + FileNames.quoted(String.valueOf(type));
        };
    }
}
