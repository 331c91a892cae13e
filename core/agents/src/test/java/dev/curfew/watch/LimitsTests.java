package dev.curfew.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitsTests {

    private static final long SECOND = 1_000_000_000L;

    private final RateLimit rate = new RateLimit(WatchLimits.DEFAULT);
    private final Breaker breaker = new Breaker(WatchLimits.DEFAULT);

    @Test
    void tellsOnceInFifteenSeconds() {
        assertThat(rate.admits(0, 1)).isTrue();
        assertThat(rate.admits(14 * SECOND, 2)).isFalse();
        assertThat(rate.admits(15 * SECOND, 1)).isTrue();
        assertThat(rate.takeSuppressed()).isEqualTo(2);
        assertThat(rate.takeSuppressed()).isZero();
    }

    @Test
    void isExhaustedAfterThreeWindowsInARow() {
        for (int window = 0; window < 3; window++) {
            assertThat(rate.exhausted()).isEmpty();
            assertThat(rate.admits(window * 15L * SECOND, 1)).isTrue();
            assertThat(rate.admits((window * 15L + 1) * SECOND, 1)).isFalse();
            assertThat(rate.admits((window * 15 + 2) * SECOND, 1)).isFalse();
        }
        assertThat(rate.exhausted()).contains("it was found more than once in 3 windows of 15 s, one after the other");
    }

    @Test
    void aQuietWindowForgivesThoseBeforeIt() {
        for (int window = 0; window < 4; window++) {
            rate.admits(window * 15L * SECOND, 1);
            if (window != 1) {
                rate.admits((window * 15L + 1) * SECOND, 1);
            }
        }
        assertThat(rate.exhausted()).isEmpty();
    }

    @Test
    void isExhaustedAfterEightEvents() {
        for (int event = 0; event < 7; event++) {
            assertThat(rate.admits(event * 15L * SECOND, 1)).isTrue();
        }
        assertThat(rate.exhausted()).isEmpty();
        rate.admits(7 * 15 * SECOND, 1);
        assertThat(rate.exhausted()).contains("it was told 8 times");
    }

    @Test
    void breakerTripsOnceAndIsReleasedOnce() {
        for (int event = 0; event < 15; event++) {
            assertThat(breaker.judge(event, 1)).isEqualTo(Breaker.Verdict.TELL);
        }
        assertThat(breaker.judge(SECOND, 2)).isEqualTo(Breaker.Verdict.TRIP);
        assertThat(breaker.judge(2 * SECOND, 3)).isEqualTo(Breaker.Verdict.SUPPRESS);
        assertThat(breaker.releases(30 * SECOND)).isFalse();
        assertThat(breaker.left(30 * SECOND)).hasValue(SECOND);
        assertThat(breaker.releases(31 * SECOND)).isTrue();
        assertThat(breaker.releases(32 * SECOND)).isFalse();
        assertThat(breaker.suppressed()).isEqualTo(5);
        assertThat(breaker.judge(33 * SECOND, 1)).isEqualTo(Breaker.Verdict.TELL);
    }

    @Test
    void breakerForgetsWhatWasTenSecondsAgo() {
        for (int event = 0; event < 100; event++) {
            assertThat(breaker.judge(event * SECOND, 1)).isEqualTo(Breaker.Verdict.TELL);
        }
    }

    @Test
    void refusesLimitsThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WatchLimits(
                        Duration.ZERO, 1, 1, 1, Duration.ZERO, Duration.ZERO, 1, 1, Duration.ZERO, Duration.ZERO, 1))
                .withMessage("window must be longer than zero: PT0S");
    }
}
