package dev.curfew.warden;

import dev.curfew.diagnosis.UnprunedFile;
import dev.curfew.session.FolderPruner;
import dev.curfew.session.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a scope. It is created on first use, only for its owner, and deleted with its contents. It is inside
 * the folder of the session, so that it is also deleted if this JVM is killed.
 */
public final class ScopeFolder {

    private @Nullable Path folder;

    /** {@return the folder, which is created by the first call} */
    public synchronized Path get() {
        if (folder == null) {
            Path next = Session.current().nextScopeFolder();
            try {
                folder = Files.createDirectory(
                        next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "Failed to create the folder " + next
                                + "; check that the temp directory is writable and not full",
                        e);
            }
        }
        return folder;
    }

    /**
     * Delete the folder and nothing outside it: links are deleted but never followed, and mounts are never entered.
     *
     * @return what could not be deleted; empty if nothing is left
     */
    public synchronized List<UnprunedFile> prune() {
        return folder == null ? List.of() : FolderPruner.prune(folder);
    }
}
