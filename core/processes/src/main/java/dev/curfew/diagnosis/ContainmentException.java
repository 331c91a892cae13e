package dev.curfew.diagnosis;

import org.apiguardian.api.API;

/**
 * Thrown if a scope requires a level of containment that is not available on this system or in this JVM. Nothing was
 * started.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class ContainmentException extends CurfewException {

    private static final long serialVersionUID = 1L;

    /**
     * Create an exception.
     *
     * @param diagnosis what happened
     */
    public ContainmentException(Diagnosis diagnosis) {
        super(diagnosis, null);
    }
}
