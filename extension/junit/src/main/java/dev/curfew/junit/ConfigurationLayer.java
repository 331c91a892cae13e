package dev.curfew.junit;

import static dev.curfew.junit.configuration.RunConfiguration.invalid;

import dev.curfew.Bounds;
import dev.curfew.junit.configuration.RunConfiguration;
import dev.curfew.process.Containment;
import dev.curfew.process.LiveOutput;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The settings of a scope from the configuration of the test run. */
final class ConfigurationLayer {

    private ConfigurationLayer() {}

    static SettingsLayer of(RunConfiguration run) {
        return new SettingsLayer(
                run.value("curfew.timeout", DurationText::positive).orElse(null),
                run.value("curfew.grace", DurationText::parse).orElse(null),
                null,
                run.value("curfew.leaks", ConfigurationLayer::leaks).orElse(null),
                run.value("curfew.containment", ConfigurationLayer::containment).orElse(null),
                run.value("curfew.sandbox", SandboxText::parse).orElse(null),
                run.value("curfew.maxRunning", ConfigurationLayer::bounds).orElse(null),
                run.value("curfew.live", ConfigurationLayer::liveOutput).orElse(null),
                run.evidence().orElse(null),
                run.evidenceDirectory().orElse(null));
    }

    private static LeakPolicy leaks(String text, String source) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "fail" -> LeakPolicy.FAIL;
            case "strict" -> LeakPolicy.STRICT;
            case "warn" -> LeakPolicy.WARN;
            default -> throw invalid(text, source, "\"fail\", \"strict\" or \"warn\"");
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
        throw invalid(text, source, "one of " + known);
    }

    private static Bounds bounds(String text, String source) {
        try {
            return Bounds.DEFAULT.withMaxRunning(Integer.parseInt(text));
        } catch (IllegalArgumentException e) {
            throw invalid(text, source, "a number of processes, 1 or more");
        }
    }

    /** {@return the interval at which the processes of a test that is running are shown, if it is set} */
    static Optional<Duration> liveEvery(RunConfiguration run) {
        return run.value("curfew.live.every", DurationText::parse);
    }

    private static LiveOutput liveOutput(String text, String source) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> LiveOutput.CONSOLE;
            case "false" -> LiveOutput.OFF;
            case "log" -> LiveOutput.LOGGER;
            default -> throw invalid(text, source, "\"true\", \"false\" or \"log\"");
        };
    }
}
