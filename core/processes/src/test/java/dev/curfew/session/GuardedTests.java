package dev.curfew.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.curfew.internal.FakeTime;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.process.ResourceUse;
import dev.curfew.process.Signal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardedTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FakeTime time = new FakeTime();
    private final FakeGuard guard = new FakeGuard(time);
    private final Guarded guarded = guard.guarded();

    @Test
    void startsWhenItsGuardSaysSo() {
        time.after(SECOND, () -> guard.reports("pid 7 1234"));

        assertThat(guarded.awaitStart()).isEqualTo(new ProcessIdentity(7, 1234));

        assertThat(time.nanos()).isEqualTo(SECOND.toNanos());
    }

    @Test
    void asksWhetherTheTerminalEchoes() throws InterruptedException {
        guard.whenAskedForEcho(() -> guard.reports("echo 0"));
        assertThat(guarded.echoes(SECOND)).isFalse();

        guard.whenAskedForEcho(() -> guard.reports("echo 1"));
        assertThat(guarded.echoes(SECOND)).isTrue();
    }

    @Test
    void takesNoLateAnswerForThatToAnotherQuestion() throws InterruptedException {
        assertThat(guarded.echoes(SECOND)).isTrue();
        assertThat(guarded.echoes(SECOND)).isTrue();
        assertThat(guard.orders()).containsExactly("echo");

        guard.reports("echo 0");
        guard.whenAskedForEcho(() -> guard.reports("echo 1"));
        assertThat(guarded.echoes(SECOND)).isTrue();
        assertThat(guard.orders()).containsExactly("echo", "echo");
    }

    @Test
    void startFailsForTheReasonThatItsGuardGives() {
        guard.reports("refused 2 program");

        assertThatExceptionOfType(Guarded.Refusal.class)
                .isThrownBy(guarded::awaitStart)
                .satisfies(refusal -> assertThat(refusal.error()).isEqualTo(2))
                .satisfies(refusal -> assertThat(refusal.what()).isEqualTo("program"));
    }

    @Test
    void startFailsIfThereIsNoFork() {
        guard.reports("failed 11");

        assertThatExceptionOfType(Guarded.Refusal.class)
                .isThrownBy(guarded::awaitStart)
                .satisfies(refusal -> assertThat(refusal.error()).isEqualTo(11))
                .satisfies(refusal -> assertThat(refusal.what()).isEqualTo("fork"));
    }

    @Test
    void startFailsIfItsGuardDiesBefore() {
        time.after(SECOND, guard::dies);

        assertThatIllegalStateException()
                .isThrownBy(guarded::awaitStart)
                .withMessage("the guard ended before the command ran");
    }

    @Test
    void startFailsWhenPatienceIsUsedUp() {
        assertThatIllegalStateException()
                .isThrownBy(() -> guarded.awaitStart(SECOND.multipliedBy(3)))
                .withMessage("the guard did not start within 3 s");
        assertThat(time.nanos())
                .isBetween(
                        SECOND.multipliedBy(3).toNanos(), SECOND.multipliedBy(4).toNanos());
    }

    @Test
    void startIsNotWaitedForWithoutALimit() {
        assertThatIllegalStateException()
                .isThrownBy(guarded::awaitStart)
                .withMessage("the guard did not start within 60 s");
    }

    /** As if another process had read the reports. */
    @Test
    void waitsForNoReportThatWasLostBeforeTheLastOne() {
        guard.reports("empty 0 0");

        assertThat(guarded.poll()).contains(new Termination.Unknown("its guard did not report how it ended"));
        assertThatIllegalStateException()
                .isThrownBy(guarded::awaitStart)
                .withMessage("the guard did not report the start of the command");
    }

    @Test
    void startOutlastsAnInterrupt() {
        time.after(SECOND, () -> guard.reports("pid 7 1234"));
        Thread.currentThread().interrupt();

        assertThat(guarded.awaitStart().pid()).isEqualTo(7);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void firstEndCounts() {
        guard.reports("signal 9");
        guard.reports("exit 0");
        guard.dies();

        assertThat(guarded.poll()).contains(new Termination.Signaled(Signal.KILL));
        assertThat(guard.ends()).containsExactly(new Termination.Signaled(Signal.KILL));
    }

    @Test
    void namesSignalsThatHaveNoName() {
        guard.reports("signal 35");

        assertThat(guarded.poll()).contains(new Termination.Unknown("real-time signal 35 ended it"));
    }

    @Test
    void isEmptyWhenItsGuardSaysSo() throws Exception {
        time.after(SECOND, () -> guard.reports("used 2000000 10"));
        time.after(SECOND, () -> guard.reports("empty 3 1"));

        assertThat(guarded.awaitEmpty(SECOND.multipliedBy(2).toNanos())).isTrue();

        assertThat(time.nanos()).isEqualTo(SECOND.toNanos());
        assertThat(guarded.emptied()).isEqualTo(new Guarded.Emptied(3, 1));
        assertThat(guarded.used()).isCompletedWithValue(new ResourceUse(Duration.ofSeconds(2), 10_240));
        guard.dies();
        assertThat(guarded.isLost()).isFalse();
    }

    /** The wait for a lost guard does not end that for the others. */
    @Test
    void waitForSeveralEndsWhenEachIsEmptyOrLost() throws Exception {
        FakeGuard lost = new FakeGuard(time);
        time.after(SECOND, lost::dies);
        time.after(SECOND.multipliedBy(3), () -> guard.reports("empty 0 0"));

        assertThat(Guarded.awaitEmpty(
                        List.of(lost.guarded(), guarded),
                        time,
                        SECOND.multipliedBy(60).toNanos()))
                .isFalse();

        assertThat(time.nanos()).isEqualTo(SECOND.multipliedBy(3).toNanos());
        assertThat(guarded.emptied()).isNotNull();
        assertThat(Guarded.awaitEmpty(List.of(guarded), time, 0)).isTrue();
    }

    @Test
    void waitForEmptinessEndsWhenTheGuardIsLost() throws Exception {
        time.after(SECOND, guard::dies);

        assertThat(guarded.awaitEmpty(SECOND.multipliedBy(60).toNanos())).isFalse();

        assertThat(time.nanos()).isLessThan(SECOND.multipliedBy(2).toNanos());
        assertThat(guarded.isLost()).isTrue();
    }
}
