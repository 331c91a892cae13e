package dev.curfew;

/**
 * A registry was asked for something after its scope had ended. Nothing was started.
 *
 * @since 0.1
 */
public final class RegistryClosedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    RegistryClosedException(String message) {
        super(message);
    }
}
