package dev.curfew.diagnosis;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a sandbox cannot be entered, because the engine, image or host is missing or denies access. No process was
 * started, neither in the sandbox nor on this machine.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class SandboxUnavailableException extends CurfewException {

    private static final long serialVersionUID = 1L;

    /**
     * Create an exception.
     *
     * @param diagnosis what happened
     * @param cause the cause, or {@code null} if there is none
     */
    public SandboxUnavailableException(Diagnosis diagnosis, @Nullable Throwable cause) {
        super(diagnosis, cause);
    }
}
