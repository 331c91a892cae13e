package dev.curfew.junit.assertj;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.KillReport;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Assertions on the result of ending processes.
 *
 * <p>Not thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public class KillReportAssert extends DiagnosedAssert<KillReportAssert, KillReport> {

    /**
     * Create assertions.
     *
     * @param actual the report
     */
    public KillReportAssert(KillReport actual) {
        super(actual, KillReportAssert.class);
    }

    /**
     * Verify that no process and no file is left.
     *
     * @return these assertions
     */
    public KillReportAssert isClean() {
        isNotNull();
        return require(leftovers(actual, "the end to leave nothing behind"));
    }

    static Optional<Failure> leftovers(KillReport report, String rule) {
        if (report.isClean()) {
            return Optional.empty();
        }
        Diagnosis left = report.diagnosis();
        String but = Character.toLowerCase(left.headline().charAt(0))
                + left.headline().substring(1);
        Diagnosis diagnosis =
                Diagnosis.of("Expected " + rule + ", but it " + but).withFactsOf(left);
        return Optional.of(new Failure(diagnosis, null));
    }
}
