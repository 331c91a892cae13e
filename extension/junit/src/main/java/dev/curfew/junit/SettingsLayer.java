package dev.curfew.junit;

import dev.curfew.Bounds;
import dev.curfew.junit.configuration.EvidencePolicy;
import dev.curfew.process.Containment;
import dev.curfew.process.LiveOutput;
import dev.curfew.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings from one source; {@code null} if a setting is not set there.
 *
 * @param timeout the default timeout of waits
 * @param grace the time between SIGTERM and SIGKILL
 * @param afterGrace the time for the rest of the kill, which does not depend on the grace period
 * @param leaks how leaks are handled
 * @param containment the minimum containment
 * @param sandbox where commands run
 * @param bounds the bounds on processes
 * @param liveOutput where output is shown as it arrives
 * @param evidence when the state of processes is described
 * @param evidenceDirectory the directory for transcripts
 */
record SettingsLayer(
        @Nullable Duration timeout,
        @Nullable Duration grace,
        @Nullable Duration afterGrace,
        @Nullable LeakPolicy leaks,
        @Nullable Containment containment,
        @Nullable Sandbox sandbox,
        @Nullable Bounds bounds,
        @Nullable LiveOutput liveOutput,
        @Nullable EvidencePolicy evidence,
        @Nullable Path evidenceDirectory) {

    /** Sets nothing. */
    static final SettingsLayer EMPTY = new SettingsLayer(null, null, null, null, null, null, null, null, null, null);

    SettingsLayer {
        if (leaks == LeakPolicy.INHERIT) {
            leaks = null;
        }
        if (containment == Containment.PARENTS) {
            containment = null; // The weakest level requires nothing.
        }
    }

    /** {@return this layer combined with a weaker one, whose settings are used where this one has none} */
    SettingsLayer or(SettingsLayer weaker) {
        return new SettingsLayer(
                first(timeout, weaker.timeout),
                first(grace, weaker.grace),
                first(afterGrace, weaker.afterGrace),
                first(leaks, weaker.leaks),
                first(containment, weaker.containment),
                first(sandbox, weaker.sandbox),
                first(bounds, weaker.bounds),
                first(liveOutput, weaker.liveOutput),
                first(evidence, weaker.evidence),
                first(evidenceDirectory, weaker.evidenceDirectory));
    }

    private static <T> @Nullable T first(@Nullable T strong, @Nullable T weak) {
        return strong != null ? strong : weak;
    }
}
