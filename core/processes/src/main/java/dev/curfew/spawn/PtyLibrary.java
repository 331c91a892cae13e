package dev.curfew.spawn;

import com.pty4j.unix.PtyHelpers;
import dev.curfew.internal.RandomIds;
import dev.curfew.session.FolderPruner;
import dev.curfew.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Loads the native library of pty4j.
 *
 * <p>pty4j extracts it into a new folder of the temp directory per JVM and leaves it there. JNA, through which pty4j
 * loads it, extracts a library too. Both are loaded from a folder in which programs may run: that of the session, with
 * which it is deleted, or, if programs may not run there, another one that is deleted at once, because a mapped library
 * needs no file.
 *
 * <p>pty4j also logs through SLF4J, which prints a warning if a test project has no provider, and most have none. SLF4J
 * is silenced while the library is loaded.
 */
final class PtyLibrary {

    private static final String FOLDER_PROPERTY = "pty4j.tmpdir";
    private static final String FOLDER_PROPERTY_OF_JNA = "jna.tmpdir";
    private static final String LOGGING_PROPERTY = "slf4j.internal.verbosity";

    private PtyLibrary() {}

    static void load() throws IOException {
        Optional<String> problem = problem();
        if (problem.isPresent()) {
            throw new IOException(problem.get());
        }
    }

    /** {@return why it cannot be used, or empty if it can} */
    static Optional<String> problem() {
        return Optional.ofNullable(Holder.FAILURE);
    }

    private static final class Holder {
        static final @Nullable String FAILURE = tryLoad();
    }

    /** No exception may escape from a static initializer: the class would be unusable, and the reason lost. */
    private static @Nullable String tryLoad() {
        try {
            Session session = Session.current();
            Path folder = Files.createDirectory(session.executableFolder().resolve("pty-" + RandomIds.create()));
            try {
                loadFrom(folder.toString());
            } finally {
                if (!folder.startsWith(session.folder())) {
                    FolderPruner.prune(folder);
                }
            }
            return null;
        } catch (IOException | RuntimeException | LinkageError e) {
            return "pty4j cannot load its native library: " + root(e);
        }
    }

    private static void loadFrom(String folder) {
        String folderBefore = System.setProperty(FOLDER_PROPERTY, folder);
        String folderOfJnaBefore = System.setProperty(FOLDER_PROPERTY_OF_JNA, folder);
        String loggingBefore = System.setProperty(LOGGING_PROPERTY, "ERROR");
        try {
            PtyHelpers.getInstance();
        } finally {
            restore(FOLDER_PROPERTY, folderBefore);
            restore(FOLDER_PROPERTY_OF_JNA, folderOfJnaBefore);
            restore(LOGGING_PROPERTY, loggingBefore);
        }
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }

    private static void restore(String property, @Nullable String value) {
        if (value == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }
}
