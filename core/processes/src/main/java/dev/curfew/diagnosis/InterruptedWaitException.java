package dev.curfew.diagnosis;

import org.apiguardian.api.API;

/**
 * Thrown if the thread is interrupted while it waits for a process, for example by JUnit when a test times out. The
 * interrupt flag of the thread is set again.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class InterruptedWaitException extends CurfewException {

    private static final long serialVersionUID = 1L;

    /**
     * Create an exception, and set the interrupt flag of the current thread.
     *
     * @param diagnosis what happened
     * @param cause the interrupt
     */
    public InterruptedWaitException(Diagnosis diagnosis, InterruptedException cause) {
        super(diagnosis, cause);
        Thread.currentThread().interrupt();
    }
}
