package dev.curfew.junit;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.KillReport;
import java.util.Objects;

/**
 * A test left processes or files behind; the message names each process with its pid, its start time, its command line
 * and the command from which it descends.
 *
 * @see LeakPolicy
 * @since 0.1
 */
public final class ProcessesLeftBehindError extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final transient KillReport report;

    ProcessesLeftBehindError(String scope, KillReport report) {
        super(diagnosis(scope, report).render());
        this.report = Objects.requireNonNull(report, "report");
    }

    private static Diagnosis diagnosis(String scope, KillReport report) {
        Diagnosis left = report.diagnosis();
        return Diagnosis.of(left.headline()).with("test", scope).withFactsOf(left);
    }

    /** {@return what the end of the scope did and what it left behind} */
    public KillReport report() {
        return report;
    }
}
