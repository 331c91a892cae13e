package dev.curfew.junit;

/**
 * What happens when the end of a scope leaves a process or a file behind.
 *
 * @since 0.1
 */
public enum LeakPolicy {
    /** What the next weaker setting says; {@link #FAIL} if none says anything. */
    INHERIT,
    /** The test, or for the scope of a class the class, fails with a {@link ProcessesLeftBehindError}. */
    FAIL,
    /**
     * As {@link #FAIL}; besides, daemons are leaks: processes of a command that had left its tree, because their parents
     * had ended, and were alive at the end of the scope. They are ended all the same.
     */
    STRICT,
    /** A report entry named {@code curfew.leak} tells of it, and nothing fails. */
    WARN
}
