package dev.curfew.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.curfew.watch.MatchLimiter.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MatchLimiterTests {

    private static final long SECOND = 1_000_000_000L;

    private final MatchLimiter limiter = new MatchLimiter(WatchLimits.DEFAULT);
    private final MatchLimiter.OfPattern pattern = limiter.pattern();

    @Test
    void tellsOnceInFifteenSeconds() {
        assertThat(pattern.judge(0, 1)).isEqualTo(Verdict.REPORT);
        assertThat(pattern.judge(14 * SECOND, 2)).isEqualTo(Verdict.SUPPRESS);
        assertThat(pattern.judge(15 * SECOND, 1)).isEqualTo(Verdict.REPORT);
        assertThat(pattern.takeSuppressed()).isEqualTo(2);
        assertThat(pattern.takeSuppressed()).isZero();
    }

    @Test
    void isExhaustedAfterThreeWindowsInARow() {
        for (int window = 0; window < 3; window++) {
            assertThat(pattern.exhausted()).isEmpty();
            assertThat(pattern.judge(window * 15L * SECOND, 1)).isEqualTo(Verdict.REPORT);
            assertThat(pattern.judge((window * 15L + 1) * SECOND, 1)).isEqualTo(Verdict.SUPPRESS);
            assertThat(pattern.judge((window * 15L + 2) * SECOND, 1)).isEqualTo(Verdict.SUPPRESS);
        }
        assertThat(pattern.exhausted()).contains("it was found more than once in each of 3 windows of 15 s in a row");
    }

    @Test
    void aQuietWindowForgivesThoseBeforeIt() {
        for (int window = 0; window < 4; window++) {
            pattern.judge(window * 15L * SECOND, 1);
            if (window != 1) {
                pattern.judge((window * 15L + 1) * SECOND, 1);
            }
        }
        assertThat(pattern.exhausted()).isEmpty();
    }

    @Test
    void isExhaustedAfterEightEvents() {
        for (int event = 0; event < 7; event++) {
            assertThat(pattern.judge(event * 15L * SECOND, 1)).isEqualTo(Verdict.REPORT);
        }
        assertThat(pattern.exhausted()).isEmpty();
        pattern.judge(7 * 15 * SECOND, 1);
        assertThat(pattern.exhausted()).contains("it was reported 8 times");
    }

    @Test
    void breakerTripsOnceAndIsReleasedOnce() {
        for (int event = 0; event < 15; event++) {
            assertThat(limiter.pattern().judge(event, 1)).isEqualTo(Verdict.REPORT);
        }
        assertThat(pattern.judge(SECOND, 2)).isEqualTo(Verdict.PAUSE);
        assertThat(limiter.pattern().judge(2 * SECOND, 3)).isEqualTo(Verdict.SUPPRESS);
        assertThat(limiter.resumes(30 * SECOND)).isFalse();
        assertThat(limiter.pauseLeft(30 * SECOND)).hasValue(SECOND);
        assertThat(limiter.resumes(31 * SECOND)).isTrue();
        assertThat(limiter.resumes(32 * SECOND)).isFalse();
        assertThat(limiter.suppressed()).isEqualTo(5);
        assertThat(pattern.takeSuppressed())
                .as("reported with the next event too")
                .isEqualTo(2);
        assertThat(limiter.pattern().judge(33 * SECOND, 1)).isEqualTo(Verdict.REPORT);
    }

    @Test
    void breakerForgetsWhatWasTenSecondsAgo() {
        for (int event = 0; event < 100; event++) {
            assertThat(limiter.pattern().judge(event * SECOND, 1)).isEqualTo(Verdict.REPORT);
        }
    }

    @Test
    void areChangedOneByOne() {
        WatchLimits changed = WatchLimits.DEFAULT
                .withWindow(Duration.ofSeconds(1))
                .withStrikes(2)
                .withLifetime(4)
                .withBreaker(5, Duration.ofSeconds(6))
                .withCooldown(Duration.ofSeconds(7))
                .withMaxLines(8)
                .withMaxCharacters(9)
                .withMinInterval(Duration.ofSeconds(10))
                .withMinHeartbeat(Duration.ofSeconds(11))
                .withMaxEvents(12)
                .withStrikes(3);

        WatchLimits.Options expected = new WatchLimits.Options();
        expected.window = Duration.ofSeconds(1);
        expected.strikes = 3;
        expected.lifetime = 4;
        expected.breakerEvents = 5;
        expected.breakerWindow = Duration.ofSeconds(6);
        expected.cooldown = Duration.ofSeconds(7);
        expected.maxLines = 8;
        expected.maxCharacters = 9;
        expected.minInterval = Duration.ofSeconds(10);
        expected.minHeartbeat = Duration.ofSeconds(11);
        expected.maxEvents = 12;
        assertThat(changed.options).usingRecursiveComparison().isEqualTo(expected);
        assertThat(WatchLimits.DEFAULT.options).usingRecursiveComparison().isEqualTo(new WatchLimits.Options());
    }

    @Test
    void refusesLimitsThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WatchLimits.DEFAULT.withWindow(Duration.ZERO))
                .withMessage("window must be longer than zero: PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WatchLimits.DEFAULT.withBreaker(0, Duration.ofSeconds(1)))
                .withMessage("events must be positive: 0");
    }
}
