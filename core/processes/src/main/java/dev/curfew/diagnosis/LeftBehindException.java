package dev.curfew.diagnosis;

/**
 * Thrown if the end of a scope left processes or files behind; the report lists them.
 *
 * @since 0.1
 */
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
