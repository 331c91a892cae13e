package dev.curfew.diagnosis;

import dev.curfew.internal.CallerFrames;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The root of the exceptions of Curfew. Each failure of an operation has a subtype of its own; the message is the
 * rendered {@link Diagnosis}, and the stack trace begins with the method of Curfew that was called.
 *
 * <p>Invalid arguments cause an {@link IllegalArgumentException}, and options that contradict each other an
 * {@link IllegalStateException}; neither is a {@code CurfewException}.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public abstract class CurfewException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Diagnosis diagnosis;

    /**
     * Create an exception.
     *
     * @param diagnosis what happened
     * @param cause the cause, or {@code null} if there is none
     */
    protected CurfewException(Diagnosis diagnosis, @Nullable Throwable cause) {
        super(diagnosis.render(), cause);
        this.diagnosis = Objects.requireNonNull(diagnosis, "diagnosis");
    }

    /** Leaves out the frames of Curfew above the method that was called. */
    @Override
    public final synchronized Throwable fillInStackTrace() {
        super.fillInStackTrace();
        setStackTrace(CallerFrames.of(getStackTrace()));
        return this;
    }

    /** {@return what happened} */
    public Diagnosis diagnosis() {
        return diagnosis;
    }
}
