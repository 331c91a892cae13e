package dev.curfew;

import dev.curfew.internal.Check;
import dev.curfew.process.Containment;
import dev.curfew.process.KillPolicy;
import dev.curfew.sandbox.Sandbox;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The options of a registry.
 *
 * @param name the name of the scope, for messages
 * @param killPolicy how processes are ended
 * @param timeoutOrNull the default timeout of waits for its processes, or {@code null} for the default of Awaitility
 * @param containment the minimum containment; if it is not available, nothing is started
 * @param sandbox where commands run unless they are started in another sandbox
 * @param bounds how many processes the registry holds, and for how long
 * @since 0.1
 */
public record RegistryOptions(
        String name,
        KillPolicy killPolicy,
        @Nullable Duration timeoutOrNull,
        Containment containment,
        Sandbox sandbox,
        Bounds bounds) {

    /** A scope with a generic name, {@link KillPolicy#DEFAULT}, Awaitility's timeout, and this machine. */
    public static final RegistryOptions DEFAULT = new RegistryOptions(
            "scope", KillPolicy.DEFAULT, null, Containment.ENVIRONMENT, Sandbox.local(), Bounds.DEFAULT);

    /**
     * Check the timeout.
     *
     * @param name the name of the scope
     * @param killPolicy how processes are ended
     * @param timeoutOrNull the default timeout of waits, or {@code null} for the default of Awaitility
     * @param containment the minimum containment
     * @param sandbox where commands run
     * @param bounds how many processes the registry holds, and for how long
     */
    public RegistryOptions {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(killPolicy, "killPolicy");
        Objects.requireNonNull(containment, "containment");
        Objects.requireNonNull(sandbox, "sandbox");
        Objects.requireNonNull(bounds, "bounds");
        if (timeoutOrNull != null) {
            Check.positive(timeoutOrNull, "timeout");
        }
    }

    /**
     * {@return these options with another name}
     *
     * @param other the name of the scope
     */
    public RegistryOptions named(String other) {
        return new RegistryOptions(other, killPolicy, timeoutOrNull, containment, sandbox, bounds);
    }

    /**
     * {@return these options with another kill policy}
     *
     * @param other how processes are ended
     */
    public RegistryOptions killing(KillPolicy other) {
        return new RegistryOptions(name, other, timeoutOrNull, containment, sandbox, bounds);
    }

    /**
     * {@return these options with a default timeout for waits}
     *
     * @param timeout the timeout, longer than zero
     */
    public RegistryOptions waitingAtMost(Duration timeout) {
        return new RegistryOptions(
                name, killPolicy, Objects.requireNonNull(timeout, "timeout"), containment, sandbox, bounds);
    }

    /**
     * {@return these options with a containment requirement}
     *
     * @param least the minimum containment
     */
    public RegistryOptions requiring(Containment least) {
        return new RegistryOptions(name, killPolicy, timeoutOrNull, least, sandbox, bounds);
    }

    /**
     * {@return these options with another sandbox}
     *
     * @param other where commands run
     */
    public RegistryOptions in(Sandbox other) {
        return new RegistryOptions(name, killPolicy, timeoutOrNull, containment, other, bounds);
    }

    /**
     * {@return these options with other bounds}
     *
     * @param other how many processes the registry holds, and for how long
     */
    public RegistryOptions bounded(Bounds other) {
        return new RegistryOptions(name, killPolicy, timeoutOrNull, containment, sandbox, other);
    }

    /** {@return the default timeout of waits, or empty for the default of Awaitility} */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeoutOrNull);
    }
}
