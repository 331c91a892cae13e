package dev.curfew.junit;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Parses durations such as {@code 500ms}, {@code 10s} and {@code 2m}; other formats are rejected. */
final class DurationText {

    /** Limits the digits, so that no duration in nanoseconds overflows a long. */
    private static final Pattern FORM = Pattern.compile("(\\d{1,7})(ms|s|m)");

    private static final Map<String, ChronoUnit> UNITS =
            Map.of("ms", ChronoUnit.MILLIS, "s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES);

    private DurationText() {}

    /**
     * {@return the duration, longer than zero}
     *
     * @param source the origin of the text, for the message
     */
    static Duration positive(String text, String source) {
        Duration duration = parse(text, source);
        if (duration.isZero()) {
            throw new ExtensionConfigurationException(
                    source + " must be longer than zero: \"" + text + "\"; write \"500ms\", \"10s\" or \"2m\"");
        }
        return duration;
    }

    /**
     * {@return the duration}
     *
     * @param source the origin of the text, for the message
     */
    static Duration parse(String text, String source) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new ExtensionConfigurationException(
                    source + " must be a whole number of at most 7 digits and a unit: \"" + text
                            + "\"; write \"500ms\", \"10s\" or \"2m\"");
        }
        return Duration.of(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2)));
    }
}
