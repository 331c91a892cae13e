package dev.curfew.spawn;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The launcher as an executable file, extracted once per user and version.
 *
 * <p>It lies in a folder of the temp directory that only its owner may enter, under a name that contains its checksum,
 * and is compared byte by byte before it is used: nobody else can put a program in its place.
 */
final class NativeFile {

    private NativeFile() {}

    static Optional<Path> launcher() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty();
        }
        String architecture = System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
        try (InputStream resource = NativeFile.class.getResourceAsStream("launcher-" + architecture)) {
            return resource == null ? Optional.empty() : Optional.of(extract(resource.readAllBytes()));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static Path extract(byte[] program) throws IOException {
        Path folder = ownFolder();
        CRC32 checksum = new CRC32();
        checksum.update(program);
        Path file = folder.resolve("launcher-" + Long.toHexString(checksum.getValue()));
        if (!holds(file, program)) {
            write(folder, file, program);
        }
        return file;
    }

    private static Path ownFolder() throws IOException {
        Path temp = Path.of(System.getProperty("java.io.tmpdir"));
        String user = System.getProperty("user.name").replaceAll("[^A-Za-z0-9_.-]", "_");
        Path folder = temp.resolve("curfew-native-" + user);
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            createFolder(folder);
        }
        var attributes = Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        boolean closed = attributes.permissions().equals(PosixFilePermissions.fromString("rwx------"));
        if (attributes.isDirectory()
                && closed
                && attributes.owner().getName().equals(System.getProperty("user.name"))) {
            return folder;
        }
        throw new IOException(folder + " is not a folder that only " + System.getProperty("user.name") + " may enter");
    }

    private static void createFolder(Path folder) throws IOException {
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            // Another JVM of this user was faster; the caller checks what it made.
        }
    }

    private static boolean holds(Path file, byte[] program) throws IOException {
        return Files.isExecutable(file) && Arrays.equals(Files.readAllBytes(file), program);
    }

    /** Moved into place, because another JVM must never see, nor the kernel be asked to run, half a program. */
    private static void write(Path folder, Path file, byte[] program) throws IOException {
        Path draft = Files.createTempFile(folder, "draft-", "");
        Files.write(draft, program);
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwx------"));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
