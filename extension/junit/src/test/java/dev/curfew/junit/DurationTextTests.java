package dev.curfew.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTests {

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "10s, PT10S", "2m, PT2M", "0s, PT0S", "9999999m, PT166666H39M"})
    void reads(String text, Duration duration) {
        assertThat(DurationText.parse(text, "timeout")).isEqualTo(duration);
    }

    @Test
    void readsNothingThatOverflowsNanoseconds() {
        assertThat(DurationText.parse("9999999m", "timeout").toNanos()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "10 s", "10S", "-1s", "+1s", "1.5s", "1h", "s", "10000000s", "PT10S", "1s 1ms", "١s"})
    void refuses(String text) {
        assertThatThrownBy(() -> DurationText.parse(text, "timeout of @WithBackgroundProcesses on GreeterTests"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("timeout of @WithBackgroundProcesses on GreeterTests must be a whole number of at most 7"
                        + " digits and a unit: \"" + text + "\"; write \"500ms\", \"10s\" or \"2m\"");
    }

    @Test
    void refusesZeroWhereItMakesNoSense() {
        assertThatThrownBy(() -> DurationText.positive("0ms", "configuration parameter curfew.timeout"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("configuration parameter curfew.timeout must be longer than zero: \"0ms\"; write \"500ms\","
                        + " \"10s\" or \"2m\"");
    }
}
