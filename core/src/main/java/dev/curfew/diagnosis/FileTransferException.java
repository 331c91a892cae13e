package dev.curfew.diagnosis;

import org.jspecify.annotations.Nullable;

/**
 * Files could not be brought into a sandbox or out of it. Those that were transferred before are there.
 *
 * @since 0.1
 */
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
