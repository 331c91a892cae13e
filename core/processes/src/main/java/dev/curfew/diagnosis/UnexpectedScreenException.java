package dev.curfew.diagnosis;

import org.apiguardian.api.API;

/**
 * Thrown when the screen of a terminal does not show what was sought: a locator found nothing or more than one match,
 * or an awaited screen did not appear in time or before the process ended. The diagnosis shows the screen in a frame,
 * with the matches marked.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class UnexpectedScreenException extends CurfewException {

    private static final long serialVersionUID = 1L;

    /**
     * Create an exception.
     *
     * @param diagnosis what happened
     */
    public UnexpectedScreenException(Diagnosis diagnosis) {
        super(diagnosis, null);
    }
}
