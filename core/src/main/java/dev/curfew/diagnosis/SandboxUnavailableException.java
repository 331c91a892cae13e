package dev.curfew.diagnosis;

import org.jspecify.annotations.Nullable;

/**
 * A sandbox could not be entered: there is no engine, image or host, or it lets nobody in. Nothing was started, here or
 * there, and nothing runs anywhere else instead.
 *
 * @since 0.1
 */
public final class SandboxUnavailableException extends CurfewException {

    private static final long serialVersionUID = 1L;

    /**
     * Create an exception.
     *
     * @param diagnosis what happened
     * @param cause the cause, or {@code null} if there is none
     */
    public SandboxUnavailableException(Diagnosis diagnosis, @Nullable Throwable cause) {
        super(diagnosis, cause);
    }
}
