package dev.curfew.contract;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is made once, at its first use. If making it fails, or skips the test, the same happens to all others that ask.
 * Threads wait for the one that makes it.
 */
final class Once<T> {

    private final Supplier<T> making;
    private @Nullable T value;
    private @Nullable Throwable failure;

    Once(Supplier<T> making) {
        this.making = making;
    }

    synchronized T get() {
        if (value == null && failure == null) {
            try {
                value = making.get();
            } catch (RuntimeException | Error e) {
                failure = e;
            }
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return value;
    }

    /** {@return the value if it was made} */
    synchronized Optional<T> made() {
        return Optional.ofNullable(value);
    }
}
