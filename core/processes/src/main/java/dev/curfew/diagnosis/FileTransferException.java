package dev.curfew.diagnosis;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if files could not be copied into a sandbox or out of it. Files that were copied before the failure remain.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class FileTransferException extends CurfewException {

    private static final long serialVersionUID = 1L;

    /**
     * Create an exception.
     *
     * @param diagnosis what happened
     * @param cause the cause, or {@code null} if there is none
     */
    public FileTransferException(Diagnosis diagnosis, @Nullable Throwable cause) {
        super(diagnosis, cause);
    }
}
