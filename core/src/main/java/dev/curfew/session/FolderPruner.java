package dev.curfew.session;

import java.io.IOException;
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

/** Deletes a folder, whatever a command has put there; links are removed, never followed. */
public final class FolderPruner extends SimpleFileVisitor<Path> {

    private final List<Path> left = new ArrayList<>();

    private FolderPruner() {}

    /**
     * Delete a folder with all that is in it.
     *
     * @param folder the folder, which may be absent
     * @return what could not be deleted; empty if nothing is left
     */
    public static List<Path> prune(Path folder) {
        FolderPruner pruner = new FolderPruner();
        try {
            if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.walkFileTree(folder, pruner);
            }
        } catch (IOException e) {
            pruner.left.add(folder);
        }
        return pruner.left;
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
