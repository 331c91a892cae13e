package dev.curfew.diagnosis;

import org.apiguardian.api.API;

/**
 * Thrown if a process did not end in time; it keeps running.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class WaitTimeoutException extends CurfewException {

    private static final long serialVersionUID = 1L;

    /**
     * Create an exception.
     *
     * @param diagnosis what happened
     */
    public WaitTimeoutException(Diagnosis diagnosis) {
        super(diagnosis, null);
    }
}
