package dev.curfew.expect;

import dev.curfew.diagnosis.CurfewException;
import dev.curfew.diagnosis.Diagnosis;

/**
 * An expectation was not met; the subclass says why.
 *
 * @since 0.1
 */
public abstract sealed class ExpectationFailedException extends CurfewException {

    private static final long serialVersionUID = 1L;

    /** How many bytes could not be searched. */
    private final long missedBytes;

    private ExpectationFailedException(Diagnosis diagnosis, long missedBytes) {
        super(diagnosis, null);
        this.missedBytes = missedBytes;
    }

    /** {@return how many bytes could not be searched, because the bounded log had dropped them before the wait began} */
    public long missedBytes() {
        return missedBytes;
    }

    /** Time was up. */
    public static final class TimedOut extends ExpectationFailedException {
        private static final long serialVersionUID = 1L;

        TimedOut(Diagnosis diagnosis, long missedBytes) {
            super(diagnosis, missedBytes);
        }
    }

    /** The process ended, or closed its output, first. */
    public static final class OutputEnded extends ExpectationFailedException {
        private static final long serialVersionUID = 1L;

        OutputEnded(Diagnosis diagnosis, long missedBytes) {
            super(diagnosis, missedBytes);
        }
    }

    /** Something appeared that must not. */
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

    /** The output could not be searched for a pattern: that takes more stack, or more time, than there is. */
    public static final class PatternTooComplex extends ExpectationFailedException {
        private static final long serialVersionUID = 1L;

        PatternTooComplex(Diagnosis diagnosis, long missedBytes) {
            super(diagnosis, missedBytes);
        }
    }
}
