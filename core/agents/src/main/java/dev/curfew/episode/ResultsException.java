package dev.curfew.episode;

import dev.curfew.diagnosis.CurfewException;
import dev.curfew.diagnosis.Diagnosis;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the results file of a run cannot be used: it belongs to another run, is damaged, is in use by another
 * run, or cannot be written.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public final class ResultsException extends CurfewException {

    private static final long serialVersionUID = 1L;

    ResultsException(Diagnosis diagnosis, @Nullable Throwable cause) {
        super(diagnosis, cause);
    }
}
