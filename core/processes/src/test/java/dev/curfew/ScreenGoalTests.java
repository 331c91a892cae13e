package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.curfew.emulator.Screens;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ScreenGoalTests {

    private final AtomicLong nanos = new AtomicLong();
    private final ScreenGoal stable = new ScreenGoal.Stable(Duration.ofNanos(10), nanos::get);

    private boolean isStableAt(long now, String line) {
        nanos.set(now);
        return stable.isReached(Screens.ofLines(9, line), false);
    }

    @Test
    void isStableWhenNothingHasChangedForTheTime() {
        assertThat(isStableAt(100, "a")).isFalse();
        assertThat(isStableAt(109, "a")).isFalse();
        assertThat(isStableAt(110, "a")).isTrue();
    }

    @Test
    void beginsAgainWithEachChange() {
        assertThat(isStableAt(100, "a")).isFalse();
        assertThat(isStableAt(115, "b")).isFalse();
        assertThat(isStableAt(124, "b")).isFalse();
        assertThat(isStableAt(125, "a")).isFalse();
        assertThat(isStableAt(135, "a")).isTrue();
    }

    @Test
    void isNotStableWhileItIsEmpty() {
        assertThat(isStableAt(100, "")).isFalse();
        assertThat(isStableAt(110, "")).isFalse();
    }

    @Test
    void isStableAtTheEnd() {
        assertThat(stable.isReached(Screens.ofLines(9, "a"), true)).isTrue();
        assertThat(stable.isReached(Screens.ofLines(9, ""), true)).isTrue();
    }

    @Test
    void needsATime() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScreenGoal.Stable(Duration.ZERO, nanos::get))
                .withMessageStartingWith("quiet must be longer than zero");
    }
}
