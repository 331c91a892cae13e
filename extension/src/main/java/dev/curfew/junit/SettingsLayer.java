package dev.curfew.junit;

import dev.curfew.Bounds;
import dev.curfew.process.Containment;
import dev.curfew.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one place says about the settings; {@code null} where it says nothing.
 *
 * @param timeout how long waits take at most
 * @param grace the time between SIGTERM and SIGKILL
 * @param afterGrace the time for the rest of the kill, which a change of the grace leaves as it is
 * @param leaks what happens with leaks
 * @param containment what has to hold the processes together
 * @param sandbox where commands run
 * @param bounds how many processes there may be
 * @param evidence whether a failed test tells of its processes
 * @param evidenceDirectory where transcripts go
 */
record SettingsLayer(
        @Nullable Duration timeout,
        @Nullable Duration grace,
        @Nullable Duration afterGrace,
        @Nullable LeakPolicy leaks,
        @Nullable Containment containment,
        @Nullable Sandbox sandbox,
        @Nullable Bounds bounds,
        @Nullable Boolean evidence,
        @Nullable Path evidenceDirectory) {

    /** Says nothing. */
    static final SettingsLayer EMPTY = new SettingsLayer(null, null, null, null, null, null, null, null, null);

    SettingsLayer {
        if (leaks == LeakPolicy.INHERIT) {
            leaks = null;
        }
        if (containment == Containment.ENVIRONMENT) {
            containment = null; // The weakest requirement is none.
        }
    }

    /** {@return this layer on top of a weaker one} */
    SettingsLayer or(SettingsLayer weaker) {
        return new SettingsLayer(
                first(timeout, weaker.timeout),
                first(grace, weaker.grace),
                first(afterGrace, weaker.afterGrace),
                first(leaks, weaker.leaks),
                first(containment, weaker.containment),
                first(sandbox, weaker.sandbox),
                first(bounds, weaker.bounds),
                first(evidence, weaker.evidence),
                first(evidenceDirectory, weaker.evidenceDirectory));
    }

    private static <T> @Nullable T first(@Nullable T strong, @Nullable T weak) {
        return strong != null ? strong : weak;
    }
}
