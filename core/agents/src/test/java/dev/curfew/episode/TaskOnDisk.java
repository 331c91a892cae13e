package dev.curfew.episode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of a task with a script that judges it. */
final class TaskOnDisk {

    private TaskOnDisk() {}

    /**
     * {@return the folder}
     *
     * @param root where it is made
     * @param settings its {@code task.toml}
     * @param script its {@code tests/test.sh}
     */
    static Path write(Path root, String settings, String script) {
        Path folder = root.resolve("task");
        try {
            Files.createDirectories(folder.resolve("tests"));
            Files.writeString(folder.resolve("task.toml"), settings);
            Files.writeString(folder.resolve("instruction.md"), "Do it\n");
            Files.writeString(folder.resolve("tests/test.sh"), script);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
