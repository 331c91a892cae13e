package dev.curfew.spawn;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.process.Command;
import dev.curfew.process.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the program of a command as {@code execvp(3)} does, in the {@code PATH} that the command will see.
 *
 * <p>Done here rather than by the libraries that start processes, because one looks into the wrong {@code PATH} and the
 * other says "Unknown reason".
 */
final class ProgramLookup {

    private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

    /** Hits only, and each is checked again before use. */
    private static final Map<Key, Path> FOUND = new ConcurrentHashMap<>();

    private record Key(String program, String path) {}

    private ProgramLookup() {}

    static Path find(Command command, Path directory) {
        String program = command.argv().get(0);
        if (program.indexOf('/') >= 0) {
            return checked(command, directory.resolve(program).normalize());
        }
        String path = searchPath(command.environment());
        Key key = new Key(program, path);
        Path known = FOUND.get(key);
        if (known != null && isProgram(known)) {
            return known;
        }
        Path found = search(command, directory, path);
        if (isIndependentOfDirectory(path)) {
            FOUND.put(key, found);
        }
        return found;
    }

    /** A relative entry, such as the empty one, names another folder in each working directory. */
    private static boolean isIndependentOfDirectory(String path) {
        return Arrays.stream(path.split(":", -1)).allMatch(entry -> entry.startsWith("/"));
    }

    private static Path search(Command command, Path directory, String path) {
        Path notExecutable = null;
        for (String entry : path.split(":", -1)) {
            Path candidate = directory.resolve(entry).resolve(command.argv().get(0));
            if (isProgram(candidate)) {
                return candidate;
            }
            if (notExecutable == null && Files.isRegularFile(candidate)) {
                notExecutable = candidate;
            }
        }
        if (notExecutable != null) {
            return checked(command, notExecutable);
        }
        throw failure(command, "program not found in PATH", "PATH", path, "install the program, or pass its full path");
    }

    private static Path checked(Command command, Path program) {
        if (!Files.exists(program)) {
            throw failure(command, "program does not exist", "program", program.toString(), "check the path");
        }
        if (Files.isDirectory(program)) {
            throw failure(
                    command, "program is a directory", "program", program.toString(), "pass the path of a file in it");
        }
        if (!Files.isExecutable(program)) {
            throw failure(
                    command,
                    "program is not executable",
                    "program",
                    program.toString(),
                    "run chmod +x on it, or pass it to its interpreter");
        }
        return program;
    }

    private static boolean isProgram(Path candidate) {
        return Files.isRegularFile(candidate) && Files.isExecutable(candidate);
    }

    private static String searchPath(Environment environment) {
        String own = environment.set().get("PATH");
        if (own != null) {
            return own;
        }
        boolean inherits = environment.inherited() && !environment.withheld().contains("PATH");
        @Nullable String inherited = inherits ? System.getenv("PATH") : null;
        return inherited == null ? DEFAULT_PATH : inherited;
    }

    private static SpawnException failure(Command command, String rule, String key, String value, String next) {
        return new SpawnException(
                Diagnosis.of("Failed to start [" + command.name() + "]: " + rule)
                        .with(key, value)
                        .with("command", command.toString())
                        .with("next", next),
                null);
    }
}
