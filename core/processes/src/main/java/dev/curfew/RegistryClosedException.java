package dev.curfew;

import dev.curfew.diagnosis.CurfewException;
import dev.curfew.diagnosis.Diagnosis;
import org.apiguardian.api.API;

/**
 * Thrown when a registry is used after its scope has ended. Nothing was started.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class RegistryClosedException extends CurfewException {

    private static final long serialVersionUID = 1L;

    RegistryClosedException(String message) {
        super(Diagnosis.of(message), null);
    }
}
