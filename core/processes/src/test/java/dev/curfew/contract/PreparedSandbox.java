package dev.curfew.contract;

import dev.curfew.sandbox.Sandbox;
import java.util.Map;

/**
 * A sandbox that can be entered, with the fixture behind it.
 *
 * @param sandbox how to enter it
 * @param environment variables that another JVM needs to enter it
 * @param closing closes the fixture
 */
record PreparedSandbox(Sandbox sandbox, Map<String, String> environment, Runnable closing) {

    PreparedSandbox(Sandbox sandbox, Runnable closing) {
        this(sandbox, Map.of(), closing);
    }

    /** {@return a sandbox that needs no fixture} */
    static PreparedSandbox of(Sandbox sandbox) {
        return new PreparedSandbox(sandbox, () -> {});
    }
}
