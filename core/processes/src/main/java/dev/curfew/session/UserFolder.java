package dev.curfew.session;

import dev.curfew.internal.SmallFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * A folder that only this user may enter, for the files of all JVMs of this user: {@code curfew-UID}. If another user
 * of a shared directory has taken that name, or the folder is not private, it is {@code curfew-UID.RANDOM}, which later
 * JVMs of this user find.
 *
 * <p>Programs are stored in it under names that contain their checksums, and are compared byte by byte before they are
 * used, so that no other program can be put in their place.
 */
final class UserFolder {

    static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path path;

    private UserFolder(Path path) {
        this.path = path;
    }

    /** {@return the folder in the temp directory of this JVM} */
    static UserFolder inTemp() throws IOException {
        return in(temp());
    }

    /** {@return all such folders in the temp directory of this JVM; none is created} */
    static List<UserFolder> allInTemp() throws IOException {
        return allIn(temp(), UserId.own());
    }

    private static Path temp() throws IOException {
        try {
            return Path.of(System.getProperty("java.io.tmpdir"));
        } catch (InvalidPathException e) {
            throw new IOException("the locale of this JVM cannot encode its characters", e);
        }
    }

    /** {@return the folder in a directory, which is created if it does not exist} */
    static UserFolder in(Path directory) throws IOException {
        return in(directory, UserId.own());
    }

    static UserFolder in(Path directory, int user) throws IOException {
        Path first = directory.toAbsolutePath().resolve(name(user));
        createIfAbsent(first);
        if (isPrivate(first, user)) {
            return new UserFolder(first);
        }
        List<UserFolder> others = allIn(directory, user);
        return others.isEmpty() ? createAnother(directory, user) : others.get(0);
    }

    private static UserFolder createAnother(Path directory, int user) throws IOException {
        Path other = Files.createTempDirectory(
                directory.toAbsolutePath(), name(user) + ".", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        if (!isPrivate(other, user)) {
            Files.delete(other);
            throw new IOException("a new folder in " + directory + " is not owned by uid " + user + " with mode 0700");
        }
        return new UserFolder(other);
    }

    /** Sorted by name, so that all JVMs choose the same one. */
    static List<UserFolder> allIn(Path directory, int user) throws IOException {
        List<UserFolder> found = new ArrayList<>();
        String name = name(user);
        for (String each : names(directory.toAbsolutePath())) {
            Path path = directory.toAbsolutePath().resolve(each);
            if ((each.equals(name) || each.startsWith(name + ".")) && isPrivate(path, user)) {
                found.add(new UserFolder(path));
            }
        }
        return found;
    }

    /** {@return the names of the files in a directory, sorted; none if it does not exist: the first start reports that} */
    private static String[] names(Path directory) throws IOException {
        // Not a DirectoryStream: the first one in a JVM takes several times as long.
        String[] names = directory.toFile().list();
        if (names == null && Files.isDirectory(directory)) {
            throw new IOException(directory + " cannot be listed");
        }
        String[] sorted = names == null ? new String[0] : names;
        Arrays.sort(sorted);
        return sorted;
    }

    /** {@return the names of the files in this folder, sorted} */
    String[] names() throws IOException {
        return names(path);
    }

    private static String name(int user) {
        return "curfew-" + Integer.toUnsignedString(user);
    }

    private static boolean isPrivate(Path folder, int user) throws IOException {
        try {
            var attributes = Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isDirectory()
                    && attributes.permissions().equals(OWNER_ONLY)
                    && UserId.ofOwner(folder) == user;
        } catch (NoSuchFileException e) {
            return false; // Its owner has deleted it meanwhile.
        }
    }

    /** {@return the directories that may permit programs to run if the temp directory does not} */
    static List<Path> otherDirectories() {
        String home = System.getProperty("user.home");
        return List.of(Path.of(home, ".cache"), Path.of("/dev/shm"), Path.of("/var/tmp"));
    }

    Path path() {
        return path;
    }

    /** {@return the folder with a name in this folder, which is created if it does not exist} */
    Path folder(String name) throws IOException {
        Path folder = path.resolve(name);
        createIfAbsent(folder);
        return folder;
    }

    /** {@return an executable file with the given content, which is written if it does not exist} */
    Path program(String name, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        Path folder = folder("bin");
        Path file = folder.resolve(name + "-" + Long.toHexString(checksum.getValue()));
        if (!holds(file, content)) {
            write(folder, file, content);
        }
        return file;
    }

    private static void createIfAbsent(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            } catch (FileAlreadyExistsException e) {
                // Created meanwhile, by another JVM of this user or by another user: the caller checks it.
            }
        }
    }

    private static boolean holds(Path file, byte[] content) throws IOException {
        return Files.isExecutable(file) && Arrays.equals(SmallFile.bytes(file), content);
    }

    /** Moved into place, so that no other JVM sees, and the kernel is never asked to run, an incomplete program. */
    private static void write(Path folder, Path file, byte[] content) throws IOException {
        Path draft = Files.createTempFile(folder, "draft-", "");
        Files.write(draft, content);
        Files.setPosixFilePermissions(draft, OWNER_ONLY);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
