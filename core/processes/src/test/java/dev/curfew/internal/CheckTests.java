package dev.curfew.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CheckTests {

    @Test
    void saysTheRuleAndTheActualValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Check.argument(false, "rows must be positive", -1))
                .withMessage("rows must be positive: -1");
    }

    @Test
    void returnsWhatIsRight() {
        Check.argument(true, "rows must be positive", 1);

        assertThat(Check.positive(Duration.ofNanos(1), "limit")).isEqualTo(Duration.ofNanos(1));
        assertThat(Check.notNegative(Duration.ZERO, "limit")).isEqualTo(Duration.ZERO);
        assertThat(Check.osText("text", "line")).isEqualTo("text");
    }

    @Test
    void knowsPositiveFromNotNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Check.positive(Duration.ZERO, "limit"))
                .withMessage("limit must be longer than zero: PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Check.notNegative(Duration.ofSeconds(-2), "limit"))
                .withMessage("limit must not be negative: PT-2S");
    }

    @Test
    void makesANulVisible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Check.osText("a\0b\0", "line"))
                .withMessage("line must not contain a NUL character: found at index 1 of \"a\\0b\\0\"");
    }

    @Test
    void makesALoneSurrogateVisible() {
        assertThat(Check.osText("\ud83d\ude00", "line")).isEqualTo("\ud83d\ude00");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Check.osText("a\ud83d\ude00\ude00", "line"))
                .withMessage(
                        "line must not contain a lone surrogate, which no encoding can represent: found at index 3 of"
                                + " \"a\ud83d\ude00\\ude00\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Check.wellFormed("\ud83d", "line"))
                .withMessageContaining("found at index 0 of \"\\ud83d\"");
    }

    @Test
    void namesWhatIsNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> Check.positive(null, "limit"))
                .withMessage("limit");
        assertThatNullPointerException()
                .isThrownBy(() -> Check.notNegative(null, "limit"))
                .withMessage("limit");
        assertThatNullPointerException()
                .isThrownBy(() -> Check.osText(null, "line"))
                .withMessage("line");
    }
}
