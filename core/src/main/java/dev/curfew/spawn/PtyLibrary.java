package dev.curfew.spawn;

import com.pty4j.unix.PtyHelpers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads the native library of pty4j.
 *
 * <p>pty4j extracts it into a new folder of the temp directory per JVM and leaves it there. It is loaded here from a
 * folder that is deleted at once: a mapped library needs no file.
 */
final class PtyLibrary {

    private static final String FOLDER_PROPERTY = "pty4j.tmpdir";

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
            String before = System.getProperty(FOLDER_PROPERTY);
            System.setProperty(FOLDER_PROPERTY, folder.toString());
            try {
                PtyHelpers.getInstance();
            } finally {
                restore(before);
                delete(folder);
            }
            return null;
        } catch (IOException | LinkageError | IllegalStateException e) {
            return e.toString();
        }
    }

    private static void restore(@Nullable String value) {
        if (value == null) {
            System.clearProperty(FOLDER_PROPERTY);
        } else {
            System.setProperty(FOLDER_PROPERTY, value);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
