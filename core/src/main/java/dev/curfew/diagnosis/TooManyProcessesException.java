package dev.curfew.diagnosis;

/**
 * As many processes run in a scope as its bounds allow. Nothing was started, and nothing was ended.
 *
 * @since 0.1
 */
public final class TooManyProcessesException extends CurfewException {

    private static final long serialVersionUID = 1L;

    /** How many may run in that scope. */
    private final int maxRunning;

    /**
     * Create an exception.
     *
     * @param diagnosis what happened
     * @param maxRunning how many processes may run at the same time at most
     */
    public TooManyProcessesException(Diagnosis diagnosis, int maxRunning) {
        super(diagnosis, null);
        this.maxRunning = maxRunning;
    }

    /** {@return how many processes may run in that scope at the same time at most} */
    public int maxRunning() {
        return maxRunning;
    }
}
