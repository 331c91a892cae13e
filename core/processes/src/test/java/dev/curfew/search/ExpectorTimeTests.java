package dev.curfew.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.curfew.diagnosis.InterruptedWaitException;
import dev.curfew.expect.Expectation;
import dev.curfew.expect.ExpectationFailedException.OutputEnded;
import dev.curfew.expect.ExpectationFailedException.TimedOut;
import dev.curfew.expect.ExpectationFailedException.TooSilent;
import dev.curfew.output.OutputMark;
import dev.curfew.recording.RecordedLog;
import dev.curfew.recording.TextMode;
import dev.curfew.sandbox.fixture.Patience;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ExpectorTimeTests {

    private static final Expectation READY = Expectation.text("ready");
    private static final Duration SHORT = Duration.ofMillis(10);

    @Test
    void timesOut() {
        FakeProcess process = new FakeProcess().prints("starting\n");

        assertThatExceptionOfType(TimedOut.class)
                .isThrownBy(() -> process.expect(READY.withTimeout(SHORT)))
                .satisfies(failure -> assertThat(failure.getMessage().replaceFirst("after \\S+ m?s", "after N ms"))
                        .isEqualTo("""
                        Timed out waiting for output of process [fake] after N ms
                          awaited:      "ready" (output, from offset 0)
                          state:        running
                          last output:  (1 line)
                            | starting
                          next:         compare with the last output; if the process is only slow, set a longer \
                        timeout"""));
    }

    @Test
    void takesTheTimeItIsGiven() {
        long begin = System.nanoTime();

        assertThatExceptionOfType(TimedOut.class).isThrownBy(() -> new FakeProcess().expect(READY.withTimeout(SHORT)));
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(SHORT.toNanos());
    }

    @Test
    void timesOutWhenTheProcessSaysUnlessTheExpectationDoes() {
        FakeProcess process = new FakeProcess().withDefaultTimeout(Optional.of(SHORT));

        assertThatExceptionOfType(TimedOut.class).isThrownBy(() -> process.expect(READY));
        process.thenPrints("", "", "ready");
        assertThat(process.expect(READY.withTimeout(Patience.LIMIT)).text()).isEqualTo("ready");
    }

    @Test
    void guessesWhyAProcessPrintsNothingAtAll() {
        assertThatExceptionOfType(TimedOut.class)
                .isThrownBy(() -> new FakeProcess().expect(READY.withTimeout(SHORT)))
                .satisfies(failure -> assertThat(failure.diagnosis().value("next"))
                        .contains("most programs buffer their output when it goes to a pipe; start it with"
                                + " inTerminal(), or make it flush"));
    }

    @Test
    void blamesNoBufferWhereThereIsNone() {
        assertThatExceptionOfType(TimedOut.class)
                .isThrownBy(() -> new FakeProcess().withoutBuffer().expect(READY.withTimeout(SHORT)))
                .satisfies(failure -> assertThat(failure.diagnosis().value("next"))
                        .contains("see the state of the process; if it is only slow, set a longer timeout"));
        assertThatExceptionOfType(TimedOut.class)
                .isThrownBy(() -> new FakeProcess().expect(READY.fromErrors().withTimeout(SHORT)))
                .satisfies(failure -> assertThat(failure.diagnosis().value("next"))
                        .hasValueSatisfying(next -> assertThat(next).doesNotContain("buffer")));
    }

    @Test
    void saysThatATextIsNoPattern() {
        String hint = "\"port \\d+\" is searched for as plain text; for a regular expression, use Pattern.compile(...)";
        Expectation port = Expectation.text("port \\d+");

        assertThatExceptionOfType(TimedOut.class)
                .isThrownBy(() -> new FakeProcess().prints("port 80\n").expect(port.withTimeout(SHORT)))
                .satisfies(
                        failure -> assertThat(failure.diagnosis().value("next")).contains(hint));
        assertThatExceptionOfType(OutputEnded.class)
                .isThrownBy(
                        () -> new FakeProcess().prints("port 80\n").thenExits().expect(port))
                .satisfies(
                        failure -> assertThat(failure.diagnosis().value("next")).contains(hint));
        assertThat(LiteralText.hint(Expectation.regex("port \\d+"), "")).isEmpty();
        assertThat(LiteralText.hint(Expectation.text("Overwrite (y/n)? [1] *.txt 3.5 |"), ""))
                .isEmpty();
    }

    @Test
    void saysWhereItLookedAndWhatItCouldNotSee() {
        FakeProcess process = new FakeProcess(10, TextMode.PLAIN).prints("0123456789abcdef");

        assertThatExceptionOfType(TimedOut.class)
                .isThrownBy(() -> process.expect(READY.from(new OutputMark(2)).withTimeout(SHORT)))
                .satisfies(failure -> {
                    assertThat(failure.missedBytes()).isEqualTo(4);
                    assertThat(failure.diagnosis().value("awaited"))
                            .contains("\"ready\" (output, from offset 2, of which 4 bytes were dropped)");
                });
        assertThatExceptionOfType(TimedOut.class)
                .isThrownBy(() -> process.expect(READY.fromErrors().withTimeout(SHORT)))
                .satisfies(failure -> assertThat(failure.diagnosis().value("awaited"))
                        .contains("\"ready\" (standard error, from offset 0)"));
    }

    @Test
    void leavesTheLogToOthersAfterAFailure() {
        FakeProcess process = new FakeProcess(10, TextMode.PLAIN);

        assertThatExceptionOfType(TimedOut.class).isThrownBy(() -> process.expect(READY.withTimeout(SHORT)));
        process.prints("more than the log holds");
        assertThat(process.output().droppedBytes()).isPositive();
    }

    @Test
    void toleratesNoLongSilence() {
        FakeProcess process = new FakeProcess().thenPrints("starting\n");

        assertThatExceptionOfType(TooSilent.class)
                .isThrownBy(() -> process.expect(READY.withMaxSilence(SHORT)))
                .withMessage("""
                        Process [fake] printed nothing for 10 ms
                          awaited:      "ready" (output, from offset 0)
                          state:        running
                          last output:  (1 line)
                            | starting""");
    }

    @Test
    void doesNotCountTheSilenceBeforeItBegan() throws InterruptedException {
        FakeProcess process = new FakeProcess();
        RecordedLog output = RecordedLog.of(process.output());
        output.awaitChange(output.version(), SHORT.multipliedBy(2));
        long begin = System.nanoTime();

        assertThatExceptionOfType(TooSilent.class).isThrownBy(() -> process.expect(READY.withMaxSilence(SHORT)));
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(SHORT.toNanos());
    }

    @Test
    void sleepsWhileNothingHappens() throws InterruptedException {
        FakeProcess process = new FakeProcess();
        RecordedLog output = RecordedLog.of(process.output());
        output.awaitChange(output.version(), SHORT.multipliedBy(2));

        assertThatExceptionOfType(TooSilent.class).isThrownBy(() -> process.expect(READY.withMaxSilence(SHORT)));
        assertThat(process.looks()).isLessThan(20);
    }

    @Test
    void endsAtOnceIfTheThreadIsInterrupted() {
        FakeProcess process = new FakeProcess().prints("starting\n");
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedWaitException.class)
                .isThrownBy(() -> process.expect(READY))
                .withMessage("""
                        Interrupted while waiting for output of process [fake]
                          awaited:      "ready" (output, from offset 0)
                          state:        running
                          last output:  (1 line)
                            | starting""")
                .withCauseInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void endsAtOnceIfTheThreadIsInterruptedWhileItWaits()
            throws ExecutionException, InterruptedException, TimeoutException {
        FakeProcess process = new FakeProcess();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread waiter = new Thread(() -> {
            try {
                process.expect(READY);
            } catch (InterruptedWaitException e) {
                interrupted.complete(Thread.currentThread().isInterrupted());
            }
        });
        waiter.start();
        while (waiter.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        waiter.interrupt();

        assertThat(interrupted.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }
}
