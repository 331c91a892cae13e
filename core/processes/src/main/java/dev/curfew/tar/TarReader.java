package dev.curfew.tar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

    private TarReader(String name, Path target) throws IOException {
        this.name = name;
        this.prefix = parts(name, name);
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
            } catch (InvalidPathException e) {
                throw refused(entry.name(), "has a name or a link that is none on this system: " + e.getMessage());
            }
        }
        reader.finish();
    }

    private void unpack(TarHeader entry, TarInput archive) throws IOException {
        List<String> names = below(entry.name(), entry.name());
        if (entry.isFile()) {
            target.file(entry, names, archive);
        } else {
            switch (entry.type()) {
                case TarHeader.FOLDER -> target.folder(entry, names);
                case TarHeader.SYMBOLIC_LINK -> target.symbolicLink(entry, names);
                case TarHeader.HARD_LINK -> target.hardLink(entry, names, below(entry.name(), entry.link()));
                default -> throw refused(entry.name(), "is " + description(entry.type()));
            }
        }
        empty = false;
    }

    private void finish() throws IOException {
        if (empty) {
            throw new IOException("The archive has nothing of the name " + FileNames.quoted(name));
        }
        target.finish();
    }

    /** {@return the path of a file of an archive, relative to the target} */
    private List<String> below(String entry, String file) throws IOException {
        List<String> parts = parts(entry, file);
        if (parts.size() < prefix.size() || !parts.subList(0, prefix.size()).equals(prefix)) {
            throw refused(entry, "with " + FileNames.quoted(file) + " is not in " + FileNames.quoted(name));
        }
        return parts.subList(prefix.size(), parts.size());
    }

    private static List<String> parts(String entry, String file) throws IOException {
        if (file.isEmpty() || file.startsWith("/") || file.indexOf('\0') >= 0) {
            throw refused(entry, "has an absolute or malformed name: " + FileNames.quoted(file));
        }
        List<String> parts = new ArrayList<>();
        for (String part : file.split("/", -1)) {
            if (part.equals("..")) {
                throw refused(entry, "leaves its folder: " + FileNames.quoted(file));
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return parts;
    }

    private static String description(char type) {
        return switch (type) {
            case '3' -> "a character device";
            case '4' -> "a block device";
            case '6' -> "a named pipe";
            case 'S' -> "a sparse file, which tar writes only with --sparse";
            default -> "of the unknown type " + FileNames.quoted(String.valueOf(type));
        };
    }

    private static IOException refused(String entry, String why) {
        return new IOException("The archive entry " + FileNames.quoted(entry) + " " + why + "; it is refused");
    }
}
