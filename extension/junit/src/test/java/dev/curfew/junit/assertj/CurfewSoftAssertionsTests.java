package dev.curfew.junit.assertj;

import static dev.curfew.junit.assertj.Messages.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.InterruptedWaitException;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.UnprunedFile;
import dev.curfew.process.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurfewSoftAssertionsTests extends ProcessTestCase {

    private final CurfewSoftAssertions softly = new CurfewSoftAssertions();

    @Test
    void reportAllFailures() {
        BackgroundProcess process = finished("echo one; exit 3");
        BackgroundProcess other = startEcho();
        UnprunedFile file = new UnprunedFile(Path.of("/tmp/x"), "a mount");
        KillReport dirty = new KillReport(Duration.ZERO, List.of(), List.of(), List.of(file));

        AssertionError failure = failureOf(() -> CurfewSoftAssertions.assertSoftly(all -> {
            all.assertThat(process).prints("two").isRunning().prints("one");
            all.assertThat(process).exits().withCode(0).bySignal(Signal.TERM).withCode(3);
            all.assertThat(process).output().contains("two").hasLines("one");
            all.assertThat(process).output().lines().hasSize(2).contains("one");
            all.assertThat(process.output()).text().isEqualTo("two");
            all.assertThat(other).hasExited().within(SHORT).neverPrints("x");
            all.assertThat(processes).hasNoRunningProcesses().leftNothingBehind();
            all.assertThat(dirty).isClean();
            all.assertThat("text").isEmpty();
        }));

        assertThat(failure.getMessage())
                .contains("(13 failures)")
                .contains("Expected process [echo] to print \"two\"")
                .contains("Expected process [echo] to be running")
                .contains("Expected process [echo] to exit with code 0")
                .contains("Expected process [echo] to be ended by SIGTERM")
                .contains("Expected output of process [echo] to contain \"two\"")
                .contains("Expected size: 2 but was: 1")
                .contains("Expected process [cat] to have exited")
                .contains("Expected process [cat] to end without printing \"x\"")
                .contains("Expected no process of [test] to be running")
                .contains("Expected [test] to leave nothing behind")
                .contains("Expected the end to leave nothing behind")
                .contains("Expecting empty but was: \"text\"");
    }

    @Test
    void pointAtTheLinesOfTheTest() {
        softly.assertThat(startEcho()).exitsWithin(SHORT);
        softly.assertThat(finished("exit 3")).exits().withCode(0);

        assertThat(softly.errorsCollected())
                .hasSize(2)
                .allSatisfy(error -> assertThat(error)
                        .hasMessageContaining("at CurfewSoftAssertionsTests.pointAtTheLinesOfTheTest"));
    }

    @Test
    void countAProcessThatDoesNotEndOnce() {
        softly.assertThat(startEcho())
                .exitsWithin(SHORT)
                .withCode(0)
                .isSuccess()
                .bySignal(Signal.TERM)
                .wasKilledByCurfew();

        assertThat(softly.errorsCollected())
                .singleElement()
                .satisfies(error -> assertThat(error)
                        .hasMessageContaining("Expected process [cat] to exit, but it is still running"));
    }

    @Test
    void keepTheWordsOfTheTest() {
        softly.assertThat(finished("exit 3")).as("the printer").exits().withCode(0);

        assertThat(softly.errorsCollected())
                .singleElement()
                .satisfies(error -> assertThat(error)
                        .hasMessageStartingWith("[the printer] Expected process [exit] to exit with code 0"));
    }

    @Test
    void passIfAllHold() {
        softly.assertThat(finished("exit 3")).hasExited().exits().withCode(3);
        softly.assertThat(processes).hasNoRunningProcesses();

        softly.assertAll();
        assertThat(softly.wasSuccess()).isTrue();
    }

    @Test
    void endAtOnceIfTheThreadIsInterrupted() {
        BackgroundProcess process = startEcho();

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> softly.assertThat(process).exits()).isInstanceOf(InterruptedWaitException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
