package dev.curfew.junit.episode;

import dev.curfew.junit.configuration.EvidencePolicy;
import dev.curfew.junit.configuration.RunConfiguration;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The settings of a test run for evidence of failed tests.
 *
 * @param wanted whether the state of the episode is added to failures
 * @param directory the directory for files, or empty for JUnit's directory for attachments
 */
record EvidenceSettings(boolean wanted, Optional<Path> directory) {

    static EvidenceSettings of(ExtensionContext context) {
        RunConfiguration run = RunConfiguration.of(context);
        boolean wanted = run.evidence().orElse(EvidencePolicy.ON_FAILURE) != EvidencePolicy.NEVER;
        return new EvidenceSettings(wanted, run.evidenceDirectory());
    }
}
