package dev.curfew.diagnosis;

/**
 * The thread was interrupted while it waited for a process, as JUnit does when a test times out. The interrupt flag of
 * the thread is set again.
 *
 * @since 0.1
 */
public final class InterruptedWaitException extends CurfewException {

    private static final long serialVersionUID = 1L;

    /**
     * Create an exception and interrupt the current thread again.
     *
     * @param diagnosis what happened
     * @param cause the interrupt
     */
    public InterruptedWaitException(Diagnosis diagnosis, InterruptedException cause) {
        super(diagnosis, cause);
        Thread.currentThread().interrupt();
    }
}
