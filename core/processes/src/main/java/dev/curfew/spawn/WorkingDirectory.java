package dev.curfew.spawn;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.process.Command;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks the working directory, because pty4j runs the command in that of this JVM if it is unusable. */
final class WorkingDirectory {

    private static final Path OWN = Path.of("").toAbsolutePath();

    private WorkingDirectory() {}

    static Path of(Command command) {
        return of(command, OWN);
    }

    static Path of(Command command, Path own) {
        if (command.directory().isEmpty()) {
            if (!Files.isDirectory(own)) {
                throw unusable(
                        command,
                        own,
                        "of this JVM no longer exists",
                        "name another one with Command.inDirectory(folder)");
            }
            return own;
        }
        Path directory = command.directory().get().toAbsolutePath();
        if (!Files.exists(directory)) {
            throw unusable(command, directory, "does not exist", "create the directory before the start");
        }
        if (!Files.isDirectory(directory)) {
            throw unusable(command, directory, "is not a directory", "pass the folder that contains it");
        }
        if (!Files.isExecutable(directory)) {
            throw unusable(
                    command,
                    directory,
                    "may not be entered by this user",
                    "give the user the execute permission on it");
        }
        return directory;
    }

    /** {@return why a command did not start in a directory, which was usable a moment ago} */
    static SpawnException refused(Command command, Path directory, int error) {
        return unusable(
                command,
                directory,
                "cannot be entered: " + Errno.name(error),
                "check with namei -l that it exists, and that all its folders may be entered");
    }

    private static SpawnException unusable(Command command, Path directory, String rule, String next) {
        return new SpawnException(
                Diagnosis.of("Failed to start [" + command.name() + "]: working directory " + rule)
                        .with("directory", directory.toString())
                        .with("command", command.toString())
                        .with("next", next),
                null);
    }
}
