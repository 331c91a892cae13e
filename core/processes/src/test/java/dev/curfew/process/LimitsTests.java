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
        Limits limits = Limits.DEFAULT
                .withRuntime(Duration.ofHours(1))
                .withSilence(Duration.ofMinutes(1))
                .withOutputBytes(1);

        assertThat(limits.runtime()).contains(Duration.ofHours(1));
        assertThat(limits.silence()).contains(Duration.ofMinutes(1));
        assertThat(limits.outputBytes()).isEqualTo(1);
    }

    @Test
    void mustBePositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limits.DEFAULT.withRuntime(Duration.ofNanos(-1)))
                .withMessage("maxRuntime must be longer than zero: PT-0.000000001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limits.DEFAULT.withSilence(Duration.ZERO))
                .withMessage("maxSilence must be longer than zero: PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limits.DEFAULT.withOutputBytes(-5))
                .withMessage("outputBytes must be positive: -5");
    }

    @Test
    void areNamedInWords() {
        assertThat(Limit.RUNTIME).hasToString("maximum runtime");
        assertThat(Limit.SILENCE).hasToString("maximum silence");
    }
}
