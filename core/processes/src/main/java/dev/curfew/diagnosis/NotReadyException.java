package dev.curfew.diagnosis;

import org.apiguardian.api.API;

/**
 * Thrown if a sandbox did not become ready in time, or if the process that prepares it has ended before that. Nothing
 * was ended.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class NotReadyException extends CurfewException {

    private static final long serialVersionUID = 1L;

    /**
     * Create an exception.
     *
     * @param diagnosis what happened
     */
    public NotReadyException(Diagnosis diagnosis) {
        super(diagnosis, null);
    }
}
