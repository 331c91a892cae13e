package dev.curfew.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTests {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 ms",
        "PT0.0009S, 0 ms",
        "PT0.999S, 999 ms",
        "PT1S, 1 s",
        "PT1.04S, 1 s",
        "PT1.25S, 1.3 s",
        "PT59.96S, 60 s",
        "PT1H, 3600 s",
    })
    void areShortAndExactEnough(Duration duration, String text) {
        assertThat(Durations.text(duration)).isEqualTo(text);
    }

    @Test
    void mayLastForever() {
        assertThat(Durations.text(ChronoUnit.FOREVER.getDuration())).endsWith(" s");
        assertThat(Durations.nanos(ChronoUnit.FOREVER.getDuration())).isEqualTo(Long.MAX_VALUE);
        assertThat(Durations.nanos(Duration.ofSeconds(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void areExactForWaits() {
        assertThat(Durations.nanos(Duration.ofSeconds(1, 7))).isEqualTo(1_000_000_007);
        assertThat(Durations.nanos(Duration.ofNanos(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
        assertThat(Durations.nanos(Duration.ZERO)).isZero();
    }
}
