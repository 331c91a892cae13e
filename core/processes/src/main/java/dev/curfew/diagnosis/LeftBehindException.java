package dev.curfew.diagnosis;

import org.apiguardian.api.API;

/**
 * Thrown if the end of a scope left processes or files behind; the report lists them. In JUnit tests it is the cause of
 * a {@code ProcessesLeftBehindError}, which fails the test.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class LeftBehindException extends CurfewException {

    private static final long serialVersionUID = 1L;

    private final transient KillReport report;

    /**
     * Create an exception.
     *
     * @param report what was left behind
     */
    public LeftBehindException(KillReport report) {
        super(report.diagnosis(), null);
        this.report = report;
    }

    /** {@return the result of ending the scope, including what it left behind} */
    public KillReport report() {
        return report;
    }
}
