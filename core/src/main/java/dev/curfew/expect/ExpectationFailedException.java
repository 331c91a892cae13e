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

    private ExpectationFailedException(Diagnosis diagnosis) {
        super(diagnosis, null);
    }

    /** Time was up. */
    public static final class TimedOut extends ExpectationFailedException {
        private static final long serialVersionUID = 1L;

        TimedOut(Diagnosis diagnosis) {
            super(diagnosis);
        }
    }

    /** The process ended, or closed its output, first. */
    public static final class OutputEnded extends ExpectationFailedException {
        private static final long serialVersionUID = 1L;

        OutputEnded(Diagnosis diagnosis) {
            super(diagnosis);
        }
    }

    /** Something appeared that must not. */
    public static final class UnwantedOutput extends ExpectationFailedException {
        private static final long serialVersionUID = 1L;

        UnwantedOutput(Diagnosis diagnosis) {
            super(diagnosis);
        }
    }

    /** The process printed nothing for too long. */
    public static final class TooSilent extends ExpectationFailedException {
        private static final long serialVersionUID = 1L;

        TooSilent(Diagnosis diagnosis) {
            super(diagnosis);
        }
    }
}
