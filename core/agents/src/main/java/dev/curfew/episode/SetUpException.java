package dev.curfew.episode;

import dev.curfew.diagnosis.CurfewException;
import dev.curfew.diagnosis.Diagnosis;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the set-up of a task fails: a file could not be copied into the sandbox, or a command failed.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public final class SetUpException extends CurfewException {

    private static final long serialVersionUID = 1L;

    SetUpException(Diagnosis diagnosis, @Nullable Throwable cause) {
        super(diagnosis, cause);
    }
}
