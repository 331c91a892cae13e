package dev.curfew.junit;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.LeftBehindException;
import dev.curfew.diagnosis.Survivor;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Thrown if a test left processes or files behind. The message lists each process with its pid, its start time, its
 * command line and the command from which it descends. The cause is the {@link LeftBehindException} that closing the
 * registry would have thrown; there is none if Curfew has ended what was left, as with {@link LeakPolicy#STRICT}.
 *
 * @see LeakPolicy
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class ProcessesLeftBehindError extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final transient KillReport report;

    ProcessesLeftBehindError(String scope, KillReport report) {
        super(diagnosis(scope, report).render(), new LeftBehindException(report));
        this.report = Objects.requireNonNull(report, "report");
    }

    /** For the strict policy: daemons, even though they have been ended. */
    ProcessesLeftBehindError(String scope, List<Survivor> daemons, KillReport report) {
        super(diagnosis(scope, daemons).render());
        this.report = Objects.requireNonNull(report, "report");
    }

    private static Diagnosis diagnosis(String scope, List<Survivor> daemons) {
        Diagnosis diagnosis = Diagnosis.of("Left " + daemons.size() + (daemons.size() == 1 ? " daemon" : " daemons")
                        + " to be ended by Curfew")
                .with("test", scope);
        for (Survivor daemon : daemons) {
            diagnosis = diagnosis.with("daemon", daemon.toString());
        }
        return diagnosis.with("next", "have the test end them, or use a leak policy that is not strict");
    }

    private static Diagnosis diagnosis(String scope, KillReport report) {
        Diagnosis left = report.diagnosis();
        return Diagnosis.of(left.headline()).with("test", scope).withFactsOf(left);
    }

    /** {@return the result of ending the scope, including what it left behind} */
    public KillReport report() {
        return report;
    }
}
