package dev.curfew.junit.assertj;

import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.ExitStatus.Exited;
import dev.curfew.process.ExitStatus.Killed;
import dev.curfew.process.ExitStatus.Signaled;
import dev.curfew.process.ExitStatus.TimedOut;
import dev.curfew.process.Limit;
import dev.curfew.process.Signal;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on how a process ended.
 *
 * <p>Some have two names, for use after {@code exits()} and after {@code assertThat(status)}:
 * {@code assertThat(process).exits().withCode(0)} and {@code assertThat(status).hasCode(0)}.
 *
 * <p>Not thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public class ExitStatusAssert extends DiagnosedAssert<ExitStatusAssert, ExitStatus> {

    private static final int SIGNAL_BASE = 128;

    /** The process with this status, if known. */
    @Nullable
    BackgroundProcess process;

    /** Whether the process did not end; the failure has already been collected. */
    boolean isUnknown;

    /**
     * Create assertions.
     *
     * @param actual the status
     */
    public ExitStatusAssert(ExitStatus actual) {
        super(actual, ExitStatusAssert.class);
    }

    /**
     * Verify that the process exited by itself with a code.
     *
     * @param code the exit code, 0 to 255
     * @return these assertions
     */
    public ExitStatusAssert hasCode(int code) {
        isNotNull();
        Exited expected = new Exited(code);
        if (isUnknown || actual.equals(expected)) {
            return this;
        }
        Diagnosis diagnosis = diagnosis("to exit with code " + code);
        Optional<Signal> signal = Signal.of(code - SIGNAL_BASE);
        if (signal.isPresent() && actual.equals(new Signaled(signal.get()))) {
            diagnosis = diagnosis.with(
                    "next",
                    code + " is how a shell reports " + signal.get() + "; use bySignal(Signal."
                            + signal.get().name() + ")");
        }
        throw difference(actual.describe(), expected.describe(), diagnosis);
    }

    /**
     * Verify that the process exited by itself with a code, as {@link #hasCode(int)} does.
     *
     * @param code the exit code, 0 to 255
     * @return these assertions
     */
    public ExitStatusAssert withCode(int code) {
        return hasCode(code);
    }

    /**
     * Verify that the process exited by itself with code 0.
     *
     * @return these assertions
     */
    public ExitStatusAssert isSuccess() {
        return hasCode(0);
    }

    /**
     * Verify that the process exited by itself with code 0, as {@link #isSuccess()} does.
     *
     * @return these assertions
     */
    public ExitStatusAssert successfully() {
        return hasCode(0);
    }

    /**
     * Verify that a signal ended the process, whether or not Curfew sent it.
     *
     * @param signal the signal
     * @return these assertions
     */
    public ExitStatusAssert hasSignal(Signal signal) {
        isNotNull();
        Signaled expected = new Signaled(signal);
        boolean byCurfew = actual instanceof Killed killed && killed.signal() == signal;
        if (isUnknown || byCurfew || actual.equals(expected)) {
            return this;
        }
        throw difference(actual.describe(), expected.describe(), diagnosis("to be ended by " + signal));
    }

    /**
     * Verify that a signal ended the process, as {@link #hasSignal(Signal)} does.
     *
     * @param signal the signal
     * @return these assertions
     */
    public ExitStatusAssert bySignal(Signal signal) {
        return hasSignal(signal);
    }

    /**
     * Verify that Curfew ended the process: at the caller's request, at the end of the scope, or because it exceeded a
     * limit.
     *
     * @return these assertions
     */
    public ExitStatusAssert wasKilledByCurfew() {
        isNotNull();
        return require(actual instanceof Killed || actual instanceof TimedOut, "to be killed by Curfew");
    }

    /**
     * Verify that Curfew ended the process because it exceeded a limit of its command.
     *
     * @param limit the limit
     * @return these assertions
     */
    public ExitStatusAssert timedOut(Limit limit) {
        isNotNull();
        return require(
                actual instanceof TimedOut exceeded && exceeded.limit() == limit,
                "to be killed for exceeding its " + limit);
    }

    private ExitStatusAssert require(boolean holds, String what) {
        if (!isUnknown && !holds) {
            throw failure(diagnosis(what));
        }
        return this;
    }

    private Diagnosis diagnosis(String what) {
        String whose = process == null ? "the process" : "process [" + process.name() + "]";
        String headline = "Expected " + whose + " " + what + ", but it " + actual.describe();
        return process == null ? Diagnosis.of(headline) : about(process, headline);
    }
}
