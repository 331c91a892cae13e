package dev.curfew.diagnosis;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if an operation of Curfew fails. The message is the rendered {@link Diagnosis}.
 *
 * <p>Invalid arguments cause an {@link IllegalArgumentException} and invalid use of an object an
 * {@link IllegalStateException}; neither is a {@code CurfewException}.
 *
 * @since 0.1
 */
public class CurfewException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Diagnosis diagnosis;

    /**
     * Create an exception.
     *
     * @param diagnosis what happened
     * @param cause the cause, or {@code null} if there is none
     */
    public CurfewException(Diagnosis diagnosis, @Nullable Throwable cause) {
        super(diagnosis.render(), cause);
        this.diagnosis = Objects.requireNonNull(diagnosis, "diagnosis");
    }

    /** {@return what happened} */
    public Diagnosis diagnosis() {
        return diagnosis;
    }
}
