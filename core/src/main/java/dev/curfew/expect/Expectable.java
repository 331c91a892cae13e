package dev.curfew.expect;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.output.OutputLog;
import java.time.Duration;
import java.util.Optional;

/** What an {@link Expector} needs to know of a process; for those who own processes. */
public interface Expectable {

    /**
     * {@return the log to search}
     *
     * @param errors whether standard error is meant
     */
    OutputLog log(boolean errors);

    /** {@return whether the process has ended and everything that it printed has arrived} */
    boolean hasEnded();

    /** {@return how long to wait if the expectation does not say, or empty for the default of Awaitility} */
    Optional<Duration> defaultTimeout();

    /**
     * {@return the state of the process with a headline}
     *
     * @param headline what happened; {@code %s} stands for the name of the process
     */
    Diagnosis diagnose(String headline);
}
