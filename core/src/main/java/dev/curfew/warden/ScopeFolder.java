package dev.curfew.warden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The folder of a scope: made when it is asked for, only for its owner, and deleted with all that is in it. */
public final class ScopeFolder {

    private @Nullable Path folder;

    /** {@return the folder, which is created by the first call} */
    public synchronized Path get() {
        if (folder == null) {
            try {
                folder = Files.createTempDirectory("curfew-"); // Its permissions are rwx------ by contract.
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "Failed to create a folder in the temp directory " + System.getProperty("java.io.tmpdir")
                                + "; check that it exists, is writable and not full",
                        e);
            }
        }
        return folder;
    }

    /**
     * Delete the folder; links are removed, never followed.
     *
     * @return what could not be deleted; empty if nothing is left
     */
    public synchronized List<Path> prune() {
        List<Path> left = new ArrayList<>();
        if (folder != null) {
            try {
                Files.walkFileTree(folder, new Pruner(left));
            } catch (IOException e) {
                left.add(folder);
            }
        }
        return left;
    }

    private static final class Pruner extends SimpleFileVisitor<Path> {

        private final List<Path> left;

        Pruner(List<Path> left) {
            this.left = left;
        }

        /** The command may have taken away the permissions that are needed to delete what is inside. */
        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            unlock(directory);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) && unlock(file)) {
                Files.walkFileTree(file, this);
            } else {
                delete(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
            delete(directory);
            return FileVisitResult.CONTINUE;
        }

        private static boolean unlock(Path directory) {
            try {
                if (!Files.isReadable(directory) || !Files.isWritable(directory) || !Files.isExecutable(directory)) {
                    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
                    return true;
                }
                return false;
            } catch (IOException | UnsupportedOperationException e) {
                return false; // Deleting it will fail and name it.
            }
        }

        private void delete(Path path) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                left.add(path);
            }
        }
    }
}
