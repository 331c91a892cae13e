package dev.curfew.diagnosis;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a sandbox that was entered can no longer be reached, because its container was removed or the connection to
 * it was lost.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class SandboxGoneException extends CurfewException {

    private static final long serialVersionUID = 1L;

    /**
     * Create an exception.
     *
     * @param diagnosis what happened
     * @param cause the cause, or {@code null} if there is none
     */
    public SandboxGoneException(Diagnosis diagnosis, @Nullable Throwable cause) {
        super(diagnosis, cause);
    }
}
