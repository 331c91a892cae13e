package dev.curfew.diagnosis;

/**
 * Thrown if a process did not end in time; it keeps running.
 *
 * @since 0.1
 */
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
