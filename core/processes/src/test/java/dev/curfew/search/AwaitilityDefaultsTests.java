package dev.curfew.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.curfew.diagnosis.InterruptedWaitException;
import dev.curfew.expect.Expectation;
import dev.curfew.expect.ExpectationFailedException.OutputEnded;
import dev.curfew.expect.ExpectationFailedException.TimedOut;
import dev.curfew.sandbox.fixture.Patience;
import dev.curfew.sandbox.fixture.PatientWaits;
import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.TerminalFailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;

/** Settings that a test makes in Awaitility apply to the waits for its processes. */
@Isolated("Awaitility's defaults are those of the whole JVM")
@Execution(ExecutionMode.SAME_THREAD)
class AwaitilityDefaultsTests {

    private final FakeProcess process = new FakeProcess().withDefaultTimeout(Optional.empty());

    @AfterEach
    void forgetDefaults() {
        PatientWaits.set();
    }

    @Test
    void limitTheTime() {
        Awaitility.setDefaultTimeout(Duration.ofMillis(10));

        assertThatExceptionOfType(TimedOut.class).isThrownBy(() -> process.expect("ready"));
    }

    @Test
    void limitTheTimeOnlyWhereNoOtherLimitApplies() {
        Awaitility.setDefaultTimeout(Duration.ofMillis(1));
        process.thenPrints("", "", "ready");

        assertThat(process.expect(Expectation.text("ready").withTimeout(Patience.LIMIT))
                        .text())
                .isEqualTo("ready");
    }

    @Test
    void listen() {
        List<String> heard = new ArrayList<>();
        Awaitility.setDefaultConditionEvaluationListener(
                condition -> heard.add(condition.getAlias() + " " + condition.isSatisfied()));
        for (int looks = 0; looks < 6; looks++) {
            process.then(() -> {}); // Silent for longer than the millisecond that is not reported.
        }
        process.thenPrints("ready");
        process.expect("ready");

        assertThat(heard).contains("output \"ready\" true");
    }

    @Test
    void failFast() {
        Awaitility.setDefaultFailFastCondition("the database is gone", () -> true);

        assertThatExceptionOfType(TerminalFailureException.class)
                .isThrownBy(() -> process.expect("ready"))
                .withMessage("the database is gone");
    }

    @Test
    void cannotHideThatTheProcessEnded() {
        Awaitility.ignoreExceptionsByDefault();
        process.thenPrints("", "").thenExits();

        assertThatExceptionOfType(OutputEnded.class).isThrownBy(() -> process.expect("ready"));
    }

    @Test
    void cannotHideAnInterrupt() {
        Awaitility.ignoreExceptionsByDefault();
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedWaitException.class).isThrownBy(() -> process.expect("ready"));
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Awaitility replaces the handler of the whole JVM by default, and a parallel test would fail for this one. */
    @Test
    void doNotWatchTheExceptionsOfOtherThreads() {
        UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        List<UncaughtExceptionHandler> seen = new ArrayList<>();
        process.thenPrints("", "")
                .then(() -> seen.add(Thread.getDefaultUncaughtExceptionHandler()))
                .thenPrints("ready");
        process.expect("ready");

        assertThat(seen).containsExactly(before);
    }

    @Test
    void doNotTurnALateSuccessIntoAFailure() {
        boolean met = Waiting.until(
                () -> "late",
                Optional.of(Duration.ofMillis(1)),
                limit -> {
                    for (long end = System.nanoTime() + 5_000_000; System.nanoTime() < end; ) {
                        Thread.onSpinWait();
                    }
                    return true;
                },
                () -> {
                    throw new IllegalStateException("not interrupted");
                });

        assertThat(met).isTrue();
    }

    @Test
    void tellATimeoutByTheResult() {
        boolean met = Waiting.until(() -> "never", Optional.of(Duration.ofMillis(5)), limit -> false, () -> {
            throw new AssertionError("not interrupted");
        });

        assertThat(met).isFalse();
    }

    @Test
    void allowATimeoutOfForever() {
        AtomicInteger looks = new AtomicInteger();
        boolean met = Waiting.until(
                () -> "the third look",
                Optional.of(Duration.ofSeconds(Long.MAX_VALUE)),
                limit -> looks.incrementAndGet() == 3,
                () -> {
                    throw new AssertionError("not interrupted");
                });

        assertThat(met).isTrue();
    }

    @Test
    void passOnWhatTheConditionThrows() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Waiting.until(
                        () -> "failure",
                        Optional.empty(),
                        limit -> {
                            throw new IllegalStateException("broken");
                        },
                        () -> {
                            throw new AssertionError("not interrupted");
                        }))
                .withMessage("broken");
    }
}
