package dev.curfew.spawn;

import com.pty4j.unix.PtyHelpers;
import dev.curfew.session.FolderPruner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Loads the native library of pty4j.
 *
 * <p>pty4j extracts it into a new folder of the temp directory per JVM and leaves it there. It is loaded here from a
 * folder that is deleted at once: a mapped library needs no file.
 *
 * <p>It also logs through SLF4J, which complains on standard error where a test project has no provider, as most have
 * none. That is kept quiet, for the time of loading.
 */
final class PtyLibrary {

    private static final String FOLDER_PROPERTY = "pty4j.tmpdir";
    private static final String LOGGING_PROPERTY = "slf4j.internal.verbosity";

    private PtyLibrary() {}

    static void load() throws IOException {
        if (Holder.FAILURE != null) {
            throw new IOException("pty4j cannot load its native library: " + Holder.FAILURE);
        }
    }

    private static final class Holder {
        static final @Nullable String FAILURE = tryLoad();
    }

    private static @Nullable String tryLoad() {
        try {
            Path folder = Files.createTempDirectory("curfew-pty-");
            String folderBefore = System.setProperty(FOLDER_PROPERTY, folder.toString());
            String loggingBefore = System.setProperty(LOGGING_PROPERTY, "ERROR");
            try {
                PtyHelpers.getInstance();
            } finally {
                restore(FOLDER_PROPERTY, folderBefore);
                restore(LOGGING_PROPERTY, loggingBefore);
                FolderPruner.prune(folder);
            }
            return null;
        } catch (IOException | LinkageError | IllegalStateException e) {
            return e.toString();
        }
    }

    private static void restore(String property, @Nullable String value) {
        if (value == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }
}
