package dev.curfew.job;

import dev.curfew.internal.RandomIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files of one job. Each file appears atomically: it is written under another name and linked into place. If
 * several processes create the same file, exactly one of them succeeds.
 *
 * @param path the directory
 */
record JobFolder(Path path) {

    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    static JobFolder create(Path path) throws IOException {
        Files.createDirectory(path, PRIVATE_FOLDER);
        return new JobFolder(path);
    }

    static void createAll(Path folder) throws IOException {
        Files.createDirectories(folder, PRIVATE_FOLDER);
    }

    String id() {
        return path.getFileName().toString();
    }

    boolean has(String name) {
        return Files.exists(path.resolve(name));
    }

    /** {@return the text of a file, or empty if there is none} */
    Optional<String> read(String name) {
        try {
            return Optional.of(Files.readString(path.resolve(name), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("read [" + name + "]", e);
        }
    }

    /** Create a file that is not yet synced to disk; {@link #secure(String)} does that. */
    void create(String name, String text) throws IOException {
        write(path.resolve(name), text, false);
    }

    /** Sync a file to disk, so that it survives a crash of the machine. */
    void secure(String name) {
        try (FileChannel channel = FileChannel.open(path.resolve(name), StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (NoSuchFileException e) {
            // The launch was refused, or the job was pruned meanwhile.
        } catch (IOException e) {
            throw failed("write [" + name + "] to the disk", e);
        }
    }

    /** {@return whether the file was created; false if it exists} */
    boolean createOnce(String name, String text) {
        Path draft = draft(name);
        try {
            write(draft, text, true);
            Files.createLink(path.resolve(name), draft);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (NoSuchFileException e) {
            return false; // The job was pruned meanwhile.
        } catch (IOException e) {
            throw failed("write [" + name + "]", e);
        } finally {
            delete(draft);
        }
    }

    /** Replace an existing file. */
    void replace(String name, String text) {
        Path draft = draft(name);
        try {
            write(draft, text, true);
            Files.move(draft, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            delete(draft); // The job was pruned meanwhile.
        } catch (IOException e) {
            delete(draft);
            throw failed("write [" + name + "]", e);
        }
    }

    private Path draft(String name) {
        return path.resolve("." + name + "." + RandomIds.create());
    }

    private static void write(Path file, String text, boolean secured) throws IOException {
        try (FileChannel channel = FileChannel.open(file, NEW, PRIVATE_FILE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (secured) {
                channel.force(true);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It is deleted with the directory.
        }
    }

    /** {@return the names of all files; empty if the directory is gone} */
    List<String> names() {
        try (var files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw failed("list", e);
        }
    }

    private UncheckedIOException failed(String what, IOException cause) {
        return new UncheckedIOException(
                "Failed to " + what + " of job [" + id() + "]: " + cause + "; check the disk and the permissions of "
                        + path,
                cause);
    }
}
