package dev.curfew.junit.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The snapshots that a test run uses and writes. Thread-safe. */
public final class Snapshots {

    /** Those of this JVM. */
    public static final Snapshots OF_THIS_JVM = new Snapshots();

    private final Set<Path> used = ConcurrentHashMap.newKeySet();
    private final Set<Path> folders = ConcurrentHashMap.newKeySet();
    private final Map<Path, String> written = new ConcurrentHashMap<>();

    Snapshots() {}

    /**
     * {@return the snapshot of a test class}
     *
     * @param folder the folder of the test class, in which all files are snapshots
     * @param name the name of the snapshot
     */
    public SnapshotFile use(Path folder, String name) {
        SnapshotFile file = SnapshotFile.of(folder, name);
        folders.add(folder);
        used.add(file.path());
        return file;
    }

    /**
     * Write a snapshot, unless its file has this frame already.
     *
     * @param file the file, which is created or replaced
     * @param frame the frame of the screen
     * @return whether the file has this frame; {@code false} if this run has written another one to it
     */
    public boolean write(SnapshotFile file, String frame) {
        return written.computeIfAbsent(file.path(), path -> first(file, frame)).equals(frame);
    }

    private static String first(SnapshotFile file, String frame) {
        if (!file.read().equals(Optional.of(frame))) {
            file.write(frame);
            System.getLogger("dev.curfew")
                    .log(Level.INFO, "Wrote snapshot {0}; look at it, and commit it", file.path());
        }
        return frame;
    }

    /** Name the files that are beside used ones, but were not used. */
    public void logUnused() {
        List<Path> unused = unused();
        if (!unused.isEmpty()) {
            System.getLogger("dev.curfew")
                    .log(
                            Level.INFO,
                            "Snapshots that this run did not use; if it ran all tests of these classes, delete them: {0}",
                            unused);
        }
    }

    List<Path> unused() {
        return folders.stream()
                .map(Snapshots::files)
                .flatMap(Collection::stream)
                .filter(file -> !used.contains(file))
                .sorted()
                .toList();
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SnapshotFile.ENDING))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of(); // Never fail a launch.
        }
    }
}
