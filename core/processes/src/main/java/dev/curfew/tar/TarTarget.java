package dev.curfew.tar;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file or directory to which an archive is unpacked; nothing outside of it is changed. Symbolic links are never
 * followed, even if they existed before or appear between two entries. Links and files are replaced, directories are
 * merged, and no directory is ever removed.
 *
 * <p>Another process that replaces a directory by a link between the check and the use of its path is not detected: the
 * JDK can open files relative to an open directory, but it cannot create directories and links there.
 */
final class TarTarget {

    private static final Set<PosixFilePermission> OF_THE_OWNER = Permissions.of(0700);

    private final Path target;
    private final boolean posix;

    private final Map<List<String>, TarHeader> folders = new HashMap<>();

    TarTarget(Path target) {
        this.target = target.toAbsolutePath();
        this.posix = target.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Create a directory. Its permissions are set at the end, so that it can be filled until then. */
    void folder(TarHeader entry, List<String> names) throws IOException {
        Path folder = locate(entry, names);
        makeFolder(entry, folder);
        if (posix && !Permissions.of(folder).containsAll(OF_THE_OWNER)) {
            posix(folder).setPermissions(OF_THE_OWNER);
        }
        folders.put(names, entry);
    }

    void file(TarHeader entry, List<String> names, TarInput content) throws IOException {
        Path file = locate(entry, names);
        makeRoom(entry, file);
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(Permissions.of(0600))}
                : new FileAttribute<?>[0];
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (OutputStream out = Channels.newOutputStream(Files.newByteChannel(file, options, attributes))) {
            content.copy(out);
        }
        setAttributes(entry, file);
    }

    void symbolicLink(TarHeader entry, List<String> names) throws IOException {
        if (entry.link().isEmpty() || entry.link().indexOf('\0') >= 0) {
            throw entry.refused("is a symbolic link without a valid target");
        }
        Path link = locate(entry, names);
        makeRoom(entry, link);
        Files.createSymbolicLink(link, FileNames.path(target.getFileSystem(), entry.link()));
    }

    void hardLink(TarHeader entry, List<String> names, List<String> to) throws IOException {
        Path existing = locate(entry, to);
        BasicFileAttributes attributes = attributes(existing);
        if (attributes == null || !(attributes.isRegularFile() || attributes.isSymbolicLink())) {
            throw entry.refused(
                    "is a hard link to " + FileNames.quoted(entry.link()) + ", which is not a file of the archive");
        }
        Path link = locate(entry, names);
        if (!link.equals(existing)) {
            makeRoom(entry, link);
            Files.createLink(link, existing);
        }
    }

    /** Set the permissions and times of the directories, the innermost first. */
    void finish() throws IOException {
        List<Map.Entry<List<String>, TarHeader>> innermostFirst = new ArrayList<>(folders.entrySet());
        innermostFirst.sort(Comparator.comparing(folder -> -folder.getKey().size()));
        for (Map.Entry<List<String>, TarHeader> folder : innermostFirst) {
            setAttributes(folder.getValue(), locate(folder.getValue(), folder.getKey()));
        }
    }

    /**
     * {@return the path of an entry; missing parent directories are created, and those that exist are checked each
     * time: another process may have replaced one by a link}
     */
    private Path locate(TarHeader entry, List<String> names) throws IOException {
        Path path = target;
        for (String name : names) {
            makeFolder(entry, path);
            Path child = FileNames.child(path, name);
            if (child == null) {
                throw entry.refused("has a name that is invalid on this system");
            }
            path = child;
        }
        return path;
    }

    private static void makeFolder(TarHeader entry, Path folder) throws IOException {
        BasicFileAttributes attributes = attributes(folder);
        if (attributes == null) {
            Files.createDirectory(folder);
        } else if (attributes.isSymbolicLink()) {
            throw entry.refused("would be written through the symbolic link " + folder);
        } else if (!attributes.isDirectory()) {
            throw entry.refused("needs a folder, but this is a file: " + folder);
        }
    }

    /** Delete the file or link in place of which an entry is to be created. */
    private static void makeRoom(TarHeader entry, Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw entry.refused("would replace the folder " + path);
        }
        Files.deleteIfExists(path);
    }

    private void setAttributes(TarHeader entry, Path path) throws IOException {
        FileTime modified = FileTime.from(entry.modified());
        if (posix) {
            PosixFileAttributeView view = posix(path);
            view.setTimes(modified, null, null);
            view.setPermissions(Permissions.of(entry.mode()));
        } else {
            Files.setLastModifiedTime(path, modified);
        }
    }

    private static PosixFileAttributeView posix(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static @Nullable BasicFileAttributes attributes(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
