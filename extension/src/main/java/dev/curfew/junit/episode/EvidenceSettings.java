package dev.curfew.junit.episode;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What a test run wants to have of failed tests, as it says for all tests with processes.
 *
 * @param wanted whether a failed test tells what happened
 * @param directory where files go, or empty for the place that JUnit has for them
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
