package dev.curfew;

import dev.curfew.internal.Check;
import dev.curfew.internal.Values;
import dev.curfew.process.Containment;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.LiveOutput;
import dev.curfew.sandbox.Sandbox;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
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
    public static final RegistryOptions DEFAULT = new RegistryOptions(new Options());

    private final Options options;

    private static final class Options extends Values<Options> {
        private String name = "scope";
        private KillPolicy killPolicy = KillPolicy.DEFAULT;
        private @Nullable Duration timeout;
        private Containment containment = Containment.PARENTS;
        private Sandbox sandbox = Sandbox.local();
        private Bounds bounds = Bounds.DEFAULT;
        private LiveOutput liveOutput = LiveOutput.OFF;
    }

    private RegistryOptions(Options options) {
        this.options = options;
    }

    private RegistryOptions with(Consumer<Options> change) {
        return new RegistryOptions(options.with(change));
    }

    /**
     * {@return these options with another name}
     *
     * @param other the name of the scope, for messages
     */
    public RegistryOptions withName(String other) {
        return with(copy -> copy.name = Objects.requireNonNull(other, "name"));
    }

    /**
     * {@return these options with another kill policy}
     *
     * @param other how processes are ended
     */
    public RegistryOptions withKillPolicy(KillPolicy other) {
        return with(copy -> copy.killPolicy = Objects.requireNonNull(other, "killPolicy"));
    }

    /**
     * {@return these options with a default timeout for waits}
     *
     * @param other the timeout, longer than zero
     */
    public RegistryOptions withTimeout(Duration other) {
        return with(copy -> copy.timeout = Check.positive(other, "timeout"));
    }

    /**
     * {@return these options with a containment requirement}
     *
     * @param least the minimum containment; if it is not available, nothing is started
     */
    public RegistryOptions withContainment(Containment least) {
        return with(copy -> copy.containment = Objects.requireNonNull(least, "containment"));
    }

    /**
     * {@return these options with another sandbox}
     *
     * @param other where commands run unless they are started in another sandbox
     */
    public RegistryOptions withSandbox(Sandbox other) {
        return with(copy -> copy.sandbox = Objects.requireNonNull(other, "sandbox"));
    }

    /**
     * {@return these options with other bounds}
     *
     * @param other how many processes the registry holds, and for how long
     */
    public RegistryOptions withBounds(Bounds other) {
        return with(copy -> copy.bounds = Objects.requireNonNull(other, "bounds"));
    }

    /**
     * {@return these options with another way to show output as it arrives}
     *
     * @param other where the output of processes is shown, unless their command says otherwise;
     *     {@link LiveOutput#OFF} by default
     */
    public RegistryOptions withLiveOutput(LiveOutput other) {
        return with(copy -> copy.liveOutput = Objects.requireNonNull(other, "liveOutput"));
    }

    /** {@return the name of the scope} */
    public String name() {
        return options.name;
    }

    /** {@return how processes are ended} */
    public KillPolicy killPolicy() {
        return options.killPolicy;
    }

    /** {@return the default timeout of waits, or empty for the default of Awaitility} */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(options.timeout);
    }

    /** {@return the minimum containment} */
    public Containment containment() {
        return options.containment;
    }

    /** {@return where commands run} */
    public Sandbox sandbox() {
        return options.sandbox;
    }

    /** {@return how many processes the registry holds, and for how long} */
    public Bounds bounds() {
        return options.bounds;
    }

    /** {@return where the output of processes is shown as it arrives} */
    public LiveOutput liveOutput() {
        return options.liveOutput;
    }
}
