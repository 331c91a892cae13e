package dev.curfew.process;

import dev.curfew.internal.Check;
import java.nio.file.Path;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A file that keeps the beginning of the output of a command.
 *
 * @param path the file, on this machine
 * @param maxBytes how many bytes it keeps; positive
 * @see Command#withOutputFile(Path, long)
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record OutputFile(Path path, long maxBytes) {

    /**
     * Check the values.
     *
     * @param path the file
     * @param maxBytes how many bytes it keeps
     */
    public OutputFile {
        Objects.requireNonNull(path, "path");
        Check.argument(maxBytes > 0, "maxBytes must be positive", maxBytes);
    }
}
