package dev.curfew.episode;

import dev.curfew.diagnosis.CurfewException;
import dev.curfew.diagnosis.Diagnosis;
import org.jspecify.annotations.Nullable;

/**
 * The set-up of a task failed: a file could not be brought in, or a command did not succeed.
 *
 * @since 0.1
 */
public final class SetUpException extends CurfewException {

    private static final long serialVersionUID = 1L;

    SetUpException(Diagnosis diagnosis, @Nullable Throwable cause) {
        super(diagnosis, cause);
    }
}
