package dev.curfew;

import dev.curfew.internal.Check;
import dev.curfew.process.Containment;
import dev.curfew.process.KillPolicy;
import dev.curfew.sandbox.Sandbox;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The options of a registry. Immutable: every method that changes something returns new options.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class RegistryOptions {

    /** A scope with a generic name, {@link KillPolicy#DEFAULT}, Awaitility's timeout, and this machine. */
    public static final RegistryOptions DEFAULT = new RegistryOptions(
            "scope", KillPolicy.DEFAULT, null, Containment.PARENTS, Sandbox.local(), Bounds.DEFAULT);

    private final String name;
    private final KillPolicy killPolicy;
    private final @Nullable Duration timeout;
    private final Containment containment;
    private final Sandbox sandbox;
    private final Bounds bounds;

    private RegistryOptions(
            String name,
            KillPolicy killPolicy,
            @Nullable Duration timeout,
            Containment containment,
            Sandbox sandbox,
            Bounds bounds) {
        this.name = Objects.requireNonNull(name, "name");
        this.killPolicy = Objects.requireNonNull(killPolicy, "killPolicy");
        this.timeout = timeout;
        this.containment = Objects.requireNonNull(containment, "containment");
        this.sandbox = Objects.requireNonNull(sandbox, "sandbox");
        this.bounds = Objects.requireNonNull(bounds, "bounds");
    }

    /**
     * {@return these options with another name}
     *
     * @param other the name of the scope, for messages
     */
    public RegistryOptions withName(String other) {
        return new RegistryOptions(other, killPolicy, timeout, containment, sandbox, bounds);
    }

    /**
     * {@return these options with another kill policy}
     *
     * @param other how processes are ended
     */
    public RegistryOptions withKillPolicy(KillPolicy other) {
        return new RegistryOptions(name, other, timeout, containment, sandbox, bounds);
    }

    /**
     * {@return these options with a default timeout for waits}
     *
     * @param other the timeout, longer than zero
     */
    public RegistryOptions withTimeout(Duration other) {
        return new RegistryOptions(name, killPolicy, Check.positive(other, "timeout"), containment, sandbox, bounds);
    }

    /**
     * {@return these options with a containment requirement}
     *
     * @param least the minimum containment; if it is not available, nothing is started
     */
    public RegistryOptions withContainment(Containment least) {
        return new RegistryOptions(name, killPolicy, timeout, least, sandbox, bounds);
    }

    /**
     * {@return these options with another sandbox}
     *
     * @param other where commands run unless they are started in another sandbox
     */
    public RegistryOptions withSandbox(Sandbox other) {
        return new RegistryOptions(name, killPolicy, timeout, containment, other, bounds);
    }

    /**
     * {@return these options with other bounds}
     *
     * @param other how many processes the registry holds, and for how long
     */
    public RegistryOptions withBounds(Bounds other) {
        return new RegistryOptions(name, killPolicy, timeout, containment, sandbox, other);
    }

    /** {@return the name of the scope} */
    public String name() {
        return name;
    }

    /** {@return how processes are ended} */
    public KillPolicy killPolicy() {
        return killPolicy;
    }

    /** {@return the default timeout of waits, or empty for the default of Awaitility} */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /** {@return the minimum containment} */
    public Containment containment() {
        return containment;
    }

    /** {@return where commands run} */
    public Sandbox sandbox() {
        return sandbox;
    }

    /** {@return how many processes the registry holds, and for how long} */
    public Bounds bounds() {
        return bounds;
    }
}
