package dev.curfew.diagnosis;

/**
 * A scope requires a containment that this system, or this JVM, does not have. Nothing was started.
 *
 * @since 0.1
 */
public final class ContainmentException extends CurfewException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception whose message is the rendered diagnosis.
     *
     * @param diagnosis what happened
     */
    public ContainmentException(Diagnosis diagnosis) {
        super(diagnosis, null);
    }
}
