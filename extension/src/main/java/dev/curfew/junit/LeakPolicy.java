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
    /** A report entry named {@code curfew.leak} tells of it, and nothing fails. */
    WARN
}
