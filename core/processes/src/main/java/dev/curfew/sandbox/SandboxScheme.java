package dev.curfew.sandbox;

import org.apiguardian.api.API;

/**
 * A string form of sandboxes, for {@link Sandbox#parse}, settings and annotations: a scheme and the rest after a colon,
 * as in {@code nomad:web}. Implementations are found by {@link java.util.ServiceLoader}.
 *
 * <p><b>Experimental:</b> methods with defaults may be added.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public interface SandboxScheme {

    /** {@return the text before the colon, such as {@code nomad}; the schemes of Curfew take precedence} */
    String scheme();

    /**
     * {@return the sandbox with a string form}
     *
     * @param rest the text after the colon, not blank
     * @throws IllegalArgumentException if there is no such sandbox; the message says what is wrong
     */
    Sandbox parse(String rest);
}
