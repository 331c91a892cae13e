package dev.curfew.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitsTests {

    @Test
    void limitOnlyTheOutputInMemoryByDefault() {
        assertThat(Limits.DEFAULT.runtime()).isEmpty();
        assertThat(Limits.DEFAULT.silence()).isEmpty();
        assertThat(Limits.DEFAULT.outputBytes()).isEqualTo(200_000);
    }

    @Test
    void holdWhatTheyAreGiven() {
        Limits limits = new Limits(Duration.ofHours(1), Duration.ofMinutes(1), 1);

        assertThat(limits.runtime()).contains(Duration.ofHours(1));
        assertThat(limits.silence()).contains(Duration.ofMinutes(1));
        assertThat(limits.outputBytes()).isEqualTo(1);
    }

    @Test
    void mustBePositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Limits(Duration.ofNanos(-1), null, 1))
                .withMessage("maxRuntime must be longer than zero: PT-0.000000001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Limits(null, Duration.ZERO, 1))
                .withMessage("maxSilence must be longer than zero: PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Limits(null, null, -5))
                .withMessage("outputBytes must be positive: -5");
    }

    @Test
    void areNamedInWords() {
        assertThat(Limit.RUNTIME).hasToString("maximum runtime");
        assertThat(Limit.SILENCE).hasToString("maximum silence");
    }
}
