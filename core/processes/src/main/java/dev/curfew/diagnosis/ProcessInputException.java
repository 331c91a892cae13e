package dev.curfew.diagnosis;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if input could not be delivered to a process: it has ended, its input was closed, it does not read, or a line
 * is too long for its terminal.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class ProcessInputException extends CurfewException {

    private static final long serialVersionUID = 1L;

    /**
     * Create an exception.
     *
     * @param diagnosis what happened
     * @param cause the cause, or {@code null} if there is none
     */
    public ProcessInputException(Diagnosis diagnosis, @Nullable Throwable cause) {
        super(diagnosis, cause);
    }
}
