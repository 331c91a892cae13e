package dev.curfew.junit;

import org.apiguardian.api.API;

/**
 * What happens if a scope leaves a process or a file behind.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public enum LeakPolicy {
    /** Use the next setting in the order of precedence; {@link #FAIL} if there is none. */
    INHERIT,
    /** The test fails with a {@link ProcessesLeftBehindError}; for the scope of a class, the class fails. */
    FAIL,
    /**
     * Like {@link #FAIL}, and daemons also count as leaks: descendants whose parents had ended, and which were still
     * alive at the end of the scope. Daemons are ended with every policy.
     */
    STRICT,
    /** A report entry named {@code curfew.leak} describes the leak, and nothing fails. */
    WARN
}
