package dev.curfew.episode;

import dev.curfew.diagnosis.CurfewException;
import dev.curfew.diagnosis.Diagnosis;
import org.jspecify.annotations.Nullable;

/**
 * The file of the results of a run cannot be used: it is another run's, it is damaged, another harness writes it, or it cannot
 * be written.
 *
 * @since 0.1
 */
public final class ResultsException extends CurfewException {

    private static final long serialVersionUID = 1L;

    ResultsException(Diagnosis diagnosis, @Nullable Throwable cause) {
        super(diagnosis, cause);
    }
}
