package dev.curfew.junit;

import static java.util.Objects.requireNonNullElse;

import dev.curfew.Bounds;
import dev.curfew.RegistryOptions;
import dev.curfew.junit.configuration.EvidencePolicy;
import dev.curfew.process.Containment;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.LiveOutput;
import dev.curfew.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The settings of a scope, resolved from all layers. */
record Settings(
        @Nullable Duration timeout,
        KillPolicy killPolicy,
        LeakPolicy leaks,
        Containment containment,
        Sandbox sandbox,
        Bounds bounds,
        LiveOutput liveOutput,
        EvidencePolicy evidence,
        @Nullable Path evidenceDirectory) {

    private static final Duration GRACE = KillPolicy.DEFAULT.grace();
    private static final Duration AFTER_GRACE = KillPolicy.DEFAULT.budget().minus(GRACE);

    /** {@return the settings of the layers, with defaults for those that are not set} */
    static Settings of(SettingsLayer said) {
        Duration grace = requireNonNullElse(said.grace(), GRACE);
        return new Settings(
                said.timeout(),
                new KillPolicy(grace, grace.plus(requireNonNullElse(said.afterGrace(), AFTER_GRACE))),
                requireNonNullElse(said.leaks(), LeakPolicy.FAIL),
                requireNonNullElse(said.containment(), Containment.PARENTS),
                requireNonNullElse(said.sandbox(), Sandbox.local()),
                requireNonNullElse(said.bounds(), Bounds.DEFAULT),
                requireNonNullElse(said.liveOutput(), LiveOutput.OFF),
                requireNonNullElse(said.evidence(), EvidencePolicy.ON_FAILURE),
                said.evidenceDirectory());
    }

    RegistryOptions registryOptions(String name) {
        RegistryOptions options = RegistryOptions.DEFAULT
                .withName(name)
                .withKillPolicy(killPolicy)
                .withContainment(containment)
                .withSandbox(sandbox)
                .withBounds(bounds)
                .withLiveOutput(liveOutput);
        return timeout == null ? options : options.withTimeout(timeout);
    }
}
