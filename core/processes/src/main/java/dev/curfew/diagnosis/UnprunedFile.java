package dev.curfew.diagnosis;

import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * A file or folder that could not be deleted at the end of its scope.
 *
 * @param path where it is
 * @param reason why it is left, such as {@code a mount}, which is never entered, or {@code permission denied}
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record UnprunedFile(Path path, String reason) {

    @Override
    public String toString() {
        return path + ": " + reason;
    }
}
