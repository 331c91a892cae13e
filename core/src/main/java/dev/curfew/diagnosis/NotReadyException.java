package dev.curfew.diagnosis;

/**
 * A sandbox did not become ready in time, or cannot any more, because the process that was to make it ready has ended.
 * Nothing was ended.
 *
 * @since 0.1
 */
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
