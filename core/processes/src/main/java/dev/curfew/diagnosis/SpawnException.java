package dev.curfew.diagnosis;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a command could not be started: its program is missing or not executable, its working directory is not
 * usable, or the system refused to start a process. Nothing was started and nothing is left behind.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class SpawnException extends CurfewException {

    private static final long serialVersionUID = 1L;

    /**
     * Create an exception.
     *
     * @param diagnosis what happened
     * @param cause the cause, or {@code null} if there is none
     */
    public SpawnException(Diagnosis diagnosis, @Nullable Throwable cause) {
        super(diagnosis, cause);
    }
}
