package dev.curfew.junit.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A golden file with the frame of a screen.
 *
 * @param path the path of the file
 */
public record SnapshotFile(Path path) {

    static final String ENDING = ".txt";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

    /**
     * {@return the file of a snapshot of a test class}
     *
     * @param folder the folder of the test class
     * @param name the name of the snapshot
     * @throws IllegalArgumentException if the name is not usable as the name of a file everywhere
     */
    public static SnapshotFile of(Path folder, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name must consist of letters, digits, \"_\", \"-\" and \".\": \"" + name + "\"");
        }
        return new SnapshotFile(folder.resolve(name + ENDING));
    }

    /** {@return the name of the snapshot} */
    public String name() {
        String file = path.getFileName().toString();
        return file.endsWith(ENDING) ? file.substring(0, file.length() - ENDING.length()) : file;
    }

    /** {@return the frame, with the line ends of this library and without the last one; empty if there is no file} */
    public Optional<String> read() {
        try {
            // Git may have converted the line ends.
            return Optional.of(Files.readString(path).replace("\r\n", "\n").stripTrailing());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Failed to read snapshot " + path, e);
        }
    }

    void write(String frame) {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(path, frame + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Failed to write snapshot " + path, e);
        }
    }
}
