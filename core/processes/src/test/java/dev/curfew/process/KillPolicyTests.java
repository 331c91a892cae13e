package dev.curfew.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class KillPolicyTests {

    @Test
    void isPoliteForTwoSecondsOfTenByDefault() {
        assertThat(KillPolicy.DEFAULT).isEqualTo(new KillPolicy(Duration.ofSeconds(2), Duration.ofSeconds(10)));
    }

    @Test
    void killsAtOnceWithoutGrace() {
        assertThat(KillPolicy.AT_ONCE).isEqualTo(KillPolicy.DEFAULT.withGrace(Duration.ZERO));
    }

    @Test
    void refusesANegativeGrace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KillPolicy.DEFAULT.withGrace(Duration.ofMillis(-1)))
                .withMessage("grace must not be negative: PT-0.001S");
    }

    @Test
    void refusesABudgetOfNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KillPolicy(Duration.ZERO, Duration.ZERO))
                .withMessage("budget must be longer than zero: PT0S");
    }

    @Test
    void refusesAGraceThatLeavesNoTimeToKill() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KillPolicy.DEFAULT.withGrace(Duration.ofSeconds(10)))
                .withMessage("grace must be shorter than the budget of PT10S: PT10S");
    }
}
