package dev.curfew.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.curfew.process.ExitStatus.Exited;
import dev.curfew.process.ExitStatus.Killed;
import dev.curfew.process.ExitStatus.Lost;
import dev.curfew.process.ExitStatus.Signaled;
import dev.curfew.process.ExitStatus.TimedOut;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExitStatusTests {

    @Test
    void succeedsWithCodeZeroOnly() {
        assertThat(new Exited(0).success()).isTrue();
        assertThat(new Exited(1).success()).isFalse();
        assertThat(new Signaled(Signal.TERM).success()).isFalse();
        assertThat(new Killed(Signal.KILL, "its scope ended").success()).isFalse();
        assertThat(new TimedOut(Limit.RUNTIME, Duration.ofSeconds(1)).success()).isFalse();
        assertThat(new Lost("the host is gone").success()).isFalse();
    }

    @Test
    void hasACodeOnlyIfTheProcessExitedByItself() {
        assertThat(new Exited(3).exitCode()).hasValue(3);
        assertThat(new Signaled(Signal.TERM).exitCode()).isEmpty();
        assertThat(new Killed(Signal.KILL, "its scope ended").exitCode()).isEmpty();
        assertThat(new TimedOut(Limit.RUNTIME, Duration.ofSeconds(1)).exitCode())
                .isEmpty();
        assertThat(new Lost("the host is gone").exitCode()).isEmpty();
    }

    @Test
    void isDescribedInAClause() {
        assertThat(new Exited(3).describe()).isEqualTo("exited with code 3");
        assertThat(new Signaled(Signal.SEGV).describe()).isEqualTo("was ended by SIGSEGV");
        assertThat(new Killed(Signal.TERM, "its scope ended").describe())
                .isEqualTo("was killed by Curfew with SIGTERM because its scope ended");
        assertThat(new TimedOut(Limit.SILENCE, Duration.ofMillis(1500)).describe())
                .isEqualTo("was killed by Curfew because it exceeded its maximum silence of 1.5 s");
        assertThat(new Lost("the host is gone").describe()).isEqualTo("ended without an exit code: the host is gone");
    }

    @Test
    void isComplete() {
        assertThatNullPointerException().isThrownBy(() -> new Signaled(null)).withMessage("signal");
        assertThatNullPointerException().isThrownBy(() -> new Killed(null, "")).withMessage("signal");
        assertThatNullPointerException()
                .isThrownBy(() -> new Killed(Signal.KILL, null))
                .withMessage("reason");
        assertThatNullPointerException()
                .isThrownBy(() -> new TimedOut(null, Duration.ZERO))
                .withMessage("limit");
        assertThatNullPointerException()
                .isThrownBy(() -> new TimedOut(Limit.RUNTIME, null))
                .withMessage("after");
        assertThatNullPointerException().isThrownBy(() -> new Lost(null)).withMessage("reason");
    }
}
