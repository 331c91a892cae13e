package dev.curfew.expect;

import dev.curfew.diagnosis.CurfewException;
import dev.curfew.diagnosis.Diagnosis;

/**
 * Thrown when an expectation is not met; the subclass gives the reason.
 *
 * @since 0.1
 */
public abstract sealed class ExpectationFailedException extends CurfewException {

    private static final long serialVersionUID = 1L;

    /** The number of bytes that could not be searched. */
    private final long missedBytes;

    private ExpectationFailedException(Diagnosis diagnosis, long missedBytes) {
        super(diagnosis, null);
        this.missedBytes = missedBytes;
    }

    /**
     * {@return the number of bytes that could not be searched, because the bounded log had dropped them before the wait
     * began}
     */
    public long missedBytes() {
        return missedBytes;
    }

    /** The timeout expired. */
    public static final class TimedOut extends ExpectationFailedException {
        private static final long serialVersionUID = 1L;

        TimedOut(Diagnosis diagnosis, long missedBytes) {
            super(diagnosis, missedBytes);
        }
    }

    /** The process ended, or closed its output, before the expectation was met. */
    public static final class OutputEnded extends ExpectationFailedException {
        private static final long serialVersionUID = 1L;

        OutputEnded(Diagnosis diagnosis, long missedBytes) {
            super(diagnosis, missedBytes);
        }
    }

    /** Unwanted output appeared first. */
    public static final class UnwantedOutput extends ExpectationFailedException {
        private static final long serialVersionUID = 1L;

        UnwantedOutput(Diagnosis diagnosis, long missedBytes) {
            super(diagnosis, missedBytes);
        }
    }

    /** The process printed nothing for too long. */
    public static final class TooSilent extends ExpectationFailedException {
        private static final long serialVersionUID = 1L;

        TooSilent(Diagnosis diagnosis, long missedBytes) {
            super(diagnosis, missedBytes);
        }
    }

    /** The output could not be searched for a pattern within the available stack and time. */
    public static final class PatternTooComplex extends ExpectationFailedException {
        private static final long serialVersionUID = 1L;

        PatternTooComplex(Diagnosis diagnosis, long missedBytes) {
            super(diagnosis, missedBytes);
        }
    }
}
