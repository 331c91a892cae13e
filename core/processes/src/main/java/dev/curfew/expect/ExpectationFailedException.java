package dev.curfew.expect;

import dev.curfew.diagnosis.CurfewException;
import dev.curfew.diagnosis.Diagnosis;
import org.apiguardian.api.API;

/**
 * Thrown when an expectation is not met; the subclass gives the reason.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
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

        /**
         * Create an exception.
         *
         * @param diagnosis what happened
         * @param missedBytes the number of bytes that could not be searched
         */
        public TimedOut(Diagnosis diagnosis, long missedBytes) {
            super(diagnosis, missedBytes);
        }
    }

    /** The process ended, or closed its output, before the expectation was met. */
    public static final class OutputEnded extends ExpectationFailedException {
        private static final long serialVersionUID = 1L;

        /**
         * Create an exception.
         *
         * @param diagnosis what happened
         * @param missedBytes the number of bytes that could not be searched
         */
        public OutputEnded(Diagnosis diagnosis, long missedBytes) {
            super(diagnosis, missedBytes);
        }
    }

    /** Unwanted output appeared first. */
    public static final class UnwantedOutput extends ExpectationFailedException {
        private static final long serialVersionUID = 1L;

        /**
         * Create an exception.
         *
         * @param diagnosis what happened
         * @param missedBytes the number of bytes that could not be searched
         */
        public UnwantedOutput(Diagnosis diagnosis, long missedBytes) {
            super(diagnosis, missedBytes);
        }
    }

    /** The process printed nothing for too long. */
    public static final class TooSilent extends ExpectationFailedException {
        private static final long serialVersionUID = 1L;

        /**
         * Create an exception.
         *
         * @param diagnosis what happened
         * @param missedBytes the number of bytes that could not be searched
         */
        public TooSilent(Diagnosis diagnosis, long missedBytes) {
            super(diagnosis, missedBytes);
        }
    }

    /** The output could not be searched for a pattern within the available stack and time. */
    public static final class PatternTooComplex extends ExpectationFailedException {
        private static final long serialVersionUID = 1L;

        /**
         * Create an exception.
         *
         * @param diagnosis what happened
         * @param missedBytes the number of bytes that could not be searched
         */
        public PatternTooComplex(Diagnosis diagnosis, long missedBytes) {
            super(diagnosis, missedBytes);
        }
    }
}
