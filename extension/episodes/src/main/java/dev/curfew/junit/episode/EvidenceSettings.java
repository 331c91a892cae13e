package dev.curfew.junit.episode;

import java.nio.file.Path;
import java.util.Locale;
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
        return new EvidenceSettings(
                value(context, "curfew.evidence").map(Boolean::parseBoolean).orElse(true),
                value(context, "curfew.evidence.directory").map(Path::of));
    }

    private static Optional<String> value(ExtensionContext context, String key) {
        String variable = key.toUpperCase(Locale.ROOT).replace('.', '_');
        return context.getConfigurationParameter(key)
                .or(() -> Optional.ofNullable(System.getenv(variable)))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }
}
