package dev.curfew.junit;

import dev.curfew.Bounds;
import dev.curfew.process.Containment;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The settings from configuration parameters of the test run and from environment variables. */
final class ConfigurationLayer {

    private final Function<String, Optional<String>> values;
    private final Function<String, String> sources;

    private ConfigurationLayer(Function<String, Optional<String>> values, Function<String, String> sources) {
        this.values = values;
        this.sources = sources;
    }

    /** {@return the settings; configuration parameters take precedence over environment variables} */
    static SettingsLayer of(ExtensionContext context) {
        return parameters(context).or(environment(variable -> Optional.ofNullable(System.getenv(variable))));
    }

    private static SettingsLayer parameters(ExtensionContext context) {
        return new ConfigurationLayer(context::getConfigurationParameter, key -> "configuration parameter " + key)
                .read();
    }

    static SettingsLayer environment(Function<String, Optional<String>> variables) {
        return new ConfigurationLayer(
                        key -> variables.apply(variable(key)), key -> "environment variable " + variable(key))
                .read();
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private SettingsLayer read() {
        return new SettingsLayer(
                value("curfew.timeout", DurationText::positive),
                value("curfew.grace", DurationText::parse),
                null,
                value("curfew.leaks", ConfigurationLayer::leaks),
                value("curfew.containment", ConfigurationLayer::containment),
                value("curfew.sandbox", SandboxText::parse),
                value("curfew.maxRunning", ConfigurationLayer::bounds),
                value("curfew.evidence", ConfigurationLayer::yesOrNo),
                value("curfew.evidence.directory", ConfigurationLayer::path));
    }

    private <T> @Nullable T value(String key, BiFunction<String, String, T> parser) {
        return values.apply(key)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> parser.apply(text, sources.apply(key)))
                .orElse(null);
    }

    private static LeakPolicy leaks(String text, String source) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "fail" -> LeakPolicy.FAIL;
            case "strict" -> LeakPolicy.STRICT;
            case "warn" -> LeakPolicy.WARN;
            default -> throw unknown(text, source, "\"fail\", \"strict\" or \"warn\"");
        };
    }

    private static Containment containment(String text, String source) {
        for (Containment level : Containment.values()) {
            if (level.name().equalsIgnoreCase(text)) {
                return level;
            }
        }
        String known = Arrays.stream(Containment.values())
                .map(level -> level.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw unknown(text, source, "one of " + known);
    }

    private static Bounds bounds(String text, String source) {
        try {
            return Bounds.DEFAULT.running(Integer.parseInt(text));
        } catch (IllegalArgumentException e) {
            throw unknown(text, source, "a number of processes, 1 or more");
        }
    }

    private static Boolean yesOrNo(String text, String source) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw unknown(text, source, "\"true\" or \"false\"");
        };
    }

    private static Path path(String text, String source) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw unknown(text, source, "a path");
        }
    }

    private static ExtensionConfigurationException unknown(String text, String source, String known) {
        return new ExtensionConfigurationException(
                source + " must be " + known + ": \"" + text + "\"; correct it or leave it out");
    }
}
