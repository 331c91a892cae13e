package dev.curfew.search;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.output.OutputLog;
import java.time.Duration;
import java.util.Optional;

/** The view of a process that an {@link Expector} needs, implemented by the code that owns processes. */
public interface Expectable {

    /**
     * {@return the log to search}
     *
     * @param errors whether to search standard error
     */
    OutputLog log(boolean errors);

    /** {@return whether the process has ended and all of its output has arrived} */
    boolean hasEnded();

    /** {@return the timeout for expectations without one, or empty for the default of Awaitility} */
    Optional<Duration> defaultTimeout();

    /** {@return whether the program may hold back its standard output in a buffer of its own} */
    boolean mayBuffer();

    /**
     * {@return the state of the process, under a headline}
     *
     * @param headline what happened; {@code %s} stands for the name of the process
     */
    Diagnosis diagnose(String headline);
}
