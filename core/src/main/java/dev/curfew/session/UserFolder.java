package dev.curfew.session;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * A folder that only this user may enter, for the files of all JVMs of this user.
 *
 * <p>Programs lie in it under names that contain their checksums, and are compared byte by byte before they are used:
 * nobody else can put a program in their place.
 */
final class UserFolder {

    private static final String USER = System.getProperty("user.name");
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path path;

    private UserFolder(Path path) {
        this.path = path;
    }

    /** {@return the one in the temp directory of this JVM} */
    static UserFolder inTemp() throws IOException {
        return in(Path.of(System.getProperty("java.io.tmpdir")));
    }

    static boolean existsInTemp() {
        return Files.isDirectory(pathIn(Path.of(System.getProperty("java.io.tmpdir"))), LinkOption.NOFOLLOW_LINKS);
    }

    private static Path pathIn(Path directory) {
        return directory.toAbsolutePath().resolve("curfew-" + USER.replaceAll("[^A-Za-z0-9_.-]", "_"));
    }

    /** {@return the one in a directory, which is created if it is not there} */
    static UserFolder in(Path directory) throws IOException {
        Path folder = pathIn(directory);
        createIfAbsent(folder);
        var attributes = Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        boolean ours = attributes.isDirectory()
                && attributes.permissions().equals(OWNER_ONLY)
                && attributes.owner().getName().equals(USER);
        if (!ours) {
            throw new IOException(folder + " is not a folder that only " + USER + " may enter; remove it");
        }
        return new UserFolder(folder);
    }

    /** {@return the directories where a program may be allowed to run, if it is not in the temp directory} */
    static List<Path> otherDirectories() {
        String home = System.getProperty("user.home");
        return List.of(Path.of(home, ".cache"), Path.of("/dev/shm"), Path.of("/var/tmp"));
    }

    Path path() {
        return path;
    }

    /** {@return the folder with a name in this folder, which is created if it is not there} */
    Path folder(String name) throws IOException {
        Path folder = path.resolve(name);
        createIfAbsent(folder);
        return folder;
    }

    /** {@return an executable file with a content, which is written if it is not there} */
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
                // Another JVM of this user was faster, or somebody else was here: see what it is.
            }
        }
    }

    private static boolean holds(Path file, byte[] content) throws IOException {
        return Files.isExecutable(file) && Arrays.equals(Files.readAllBytes(file), content);
    }

    /** Moved into place, because another JVM must never see, nor the kernel be asked to run, half a program. */
    private static void write(Path folder, Path file, byte[] content) throws IOException {
        Path draft = Files.createTempFile(folder, "draft-", "");
        Files.write(draft, content);
        Files.setPosixFilePermissions(draft, OWNER_ONLY);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
