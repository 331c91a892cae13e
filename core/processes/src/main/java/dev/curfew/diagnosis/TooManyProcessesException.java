package dev.curfew.diagnosis;

import org.apiguardian.api.API;

/**
 * Thrown if a scope already runs as many processes as its bounds allow. Nothing was started or ended.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class TooManyProcessesException extends CurfewException {

    private static final long serialVersionUID = 1L;

    /** The maximum number of running processes in the scope. */
    private final int maxRunning;

    /**
     * Create an exception.
     *
     * @param diagnosis what happened
     * @param maxRunning the maximum number of processes that run at the same time
     */
    public TooManyProcessesException(Diagnosis diagnosis, int maxRunning) {
        super(diagnosis, null);
        this.maxRunning = maxRunning;
    }

    /** {@return the maximum number of processes that run in the scope at the same time} */
    public int maxRunning() {
        return maxRunning;
    }
}
