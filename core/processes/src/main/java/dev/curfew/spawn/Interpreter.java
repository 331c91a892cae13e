package dev.curfew.spawn;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The interpreter that the first line of a script names. If it is missing, execve(2) fails with ENOENT, as if the
 * script were missing.
 *
 * @param name its path, without blanks around it
 */
record Interpreter(String name) {

    private static final String SIGN = "#!";
    private static final int LONGEST_LINE = 256;

    /** {@return the interpreter of a file, or empty if the file names none or cannot be read} */
    static Optional<Interpreter> of(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            String line = new String(stream.readNBytes(LONGEST_LINE), StandardCharsets.UTF_8).split("\n", 2)[0];
            String name = line.substring(Math.min(SIGN.length(), line.length()))
                    .replaceFirst("^[ \t]+", "")
                    .split("[ \t]", 2)[0];
            return line.startsWith(SIGN) && !name.isEmpty() ? Optional.of(new Interpreter(name)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** {@return whether the line ends with CR LF, as editors for Windows write it: the CR is then part of the name} */
    boolean hasCarriageReturn() {
        return name.endsWith("\r");
    }

    /** {@return whether it can be run from a working directory, as far as can be checked} */
    boolean isThere(Path directory) {
        try {
            return Files.isExecutable(directory.resolve(name));
        } catch (InvalidPathException e) {
            return true; // The locale of this JVM cannot encode it, so it cannot be checked here.
        }
    }
}
