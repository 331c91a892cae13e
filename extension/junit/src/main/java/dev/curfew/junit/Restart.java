package dev.curfew.junit;

import org.apiguardian.api.API;

/**
 * When a {@link SharedServer} is restarted.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public enum Restart {
    /** Never: all tests use the same process. They can run at the same time. */
    NEVER,

    /** Before each test of a class that registers the server; tests that use such a server run one after the other. */
    BEFORE_TEST,

    /**
     * After each test of a class that registers the server: it is stopped, and started again when the next test needs
     * it. Tests that use such a server run one after the other.
     */
    AFTER_TEST
}
