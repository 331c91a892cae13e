package dev.curfew;

/**
 * Thrown when a registry is used after its scope has ended. Nothing was started.
 *
 * @since 0.1
 */
public final class RegistryClosedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    RegistryClosedException(String message) {
        super(message);
    }
}
