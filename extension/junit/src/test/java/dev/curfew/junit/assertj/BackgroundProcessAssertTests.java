package dev.curfew.junit.assertj;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;
import static dev.curfew.junit.assertj.Messages.assertMessageOf;
import static dev.curfew.junit.assertj.Messages.failureOf;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.InterruptedWaitException;
import dev.curfew.diagnosis.WaitTimeoutException;
import dev.curfew.process.Signal;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class BackgroundProcessAssertTests extends ProcessTestCase {

    @Nested
    class State {

        @Test
        void knowsWhetherItRuns() {
            BackgroundProcess process = startEcho();

            assertThat(process).isRunning();
            process.closeInput();
            assertThat(process).exits();
            assertThat(process).hasExited();
        }

        @Test
        void failsIfItMustRunButHasEnded() {
            BackgroundProcess process = finished("echo out of paper; exit 3");

            assertMessageOf(() -> assertThat(process).isRunning()).isEqualTo("""
                            Expected process [echo] to be running, but it exited with code 3
                              state:        exited with code 3 (pid PID, after TIME)
                              command:      echo out of paper; exit 3
                              streams:      pipes
                              last output:  (1 line)
                                | out of paper""");
        }

        @Test
        void failsIfItMustHaveEndedButRuns() {
            BackgroundProcess process = startEcho();

            assertMessageOf(() -> assertThat(process).hasExited()).isEqualTo("""
                            Expected process [cat] to have exited, but it is running
                              state:        running (pid PID, up TIME)
                              command:      cat
                              streams:      pipes
                              last output:  (none)
                              next:         hasExited() does not wait; use exits() to wait for the end""");
        }

        @Test
        void knowsItsPid() {
            BackgroundProcess process = finished("echo $$");

            assertThat(process).hasPid(process.pid()).prints(process.pid() + "\n");
        }

        @Test
        void failsIfItHasAnotherPid() {
            BackgroundProcess process = finished(": nothing");

            AssertionError failure = failureOf(() -> assertThat(process).hasPid(1));

            assertThat(failure.getMessage())
                    .startsWith("Expected process [:] to have pid 1, but it has pid " + process.pid() + "\n  state: ");
            assertThat(failure).isInstanceOf(AssertionFailedError.class);
        }

        @Test
        void failsIfThereIsNone() {
            assertMessageOf(() -> assertThat((BackgroundProcess) null).isRunning())
                    .contains("Expecting actual not to be null");
            assertMessageOf(() -> assertThat((BackgroundProcess) null).exits())
                    .contains("Expecting actual not to be null");
        }
    }

    @Nested
    class Exits {

        @Test
        void waitsForTheEndAndLeadsToHowItEnded() {
            BackgroundProcess process = start("read line; exit 7");

            process.submit("go");
            assertThat(process).exits().withCode(7);
            assertThat(process).exitsWithin(LONG).withCode(7);
        }

        @Test
        void knowsTheSignal() {
            BackgroundProcess process = startEcho();

            process.signal(Signal.TERM);
            assertThat(process).exits().bySignal(Signal.TERM);
        }

        @Test
        void failsIfItDoesNotEndInTime() {
            BackgroundProcess process = startEcho();
            process.submit("still here");
            process.expect("here\n");

            AssertionError failure =
                    failureOf(() -> assertThat(process).within(SHORT).exits());

            assertThat(Messages.normalize(failure.getMessage())).isEqualTo("""
                            Expected process [cat] to exit, but it is still running
                              waited:       TIME
                              state:        running (pid PID, up TIME)
                              command:      cat
                              streams:      pipes
                              last output:  (1 line)
                                | still here
                              next:         if it waits for input, submit some or call closeInput(); if not, allow more time""");
            assertThat(failure).hasCauseInstanceOf(WaitTimeoutException.class);
            assertThat(process).isRunning();
        }

        @Test
        void failsByTheTimeGivenForOneWait() {
            assertMessageOf(() -> assertThat(startEcho()).within(LONG).exitsWithin(SHORT))
                    .startsWith("Expected process [cat] to exit, but it is still running");
        }

        @Test
        void rejectsATimeThatIsNotPositive() {
            BackgroundProcess process = startEcho();

            assertThatThrownBy(() -> assertThat(process).within(Duration.ZERO).exits())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("timeout must be longer than zero: PT0S");
        }

        @Test
        void isNoFailedAssertionIfTheThreadIsInterrupted() {
            BackgroundProcess process = startEcho();

            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> assertThat(process).exits()).isInstanceOf(InterruptedWaitException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Nested
    class Words {

        @Test
        void areThoseOfTheTestIfItDescribesTheProcess() {
            BackgroundProcess process = finished("exit 3");

            assertMessageOf(() -> assertThat(process).as("the %s", "printer").isRunning())
                    .startsWith("[the printer] Expected process [exit] to be running");
            assertMessageOf(() -> assertThat(process).as("the printer").exits().withCode(0))
                    .startsWith("[the printer] Expected process [exit] to exit with code 0");
            assertMessageOf(() -> assertThat(process)
                            .as("the printer")
                            .output()
                            .lines()
                            .hasSize(1))
                    .startsWith("[the printer]");
        }

        @Test
        void canBeReplaced() {
            BackgroundProcess process = finished("exit 3");

            assertMessageOf(() -> assertThat(process)
                            .withFailMessage("No paper")
                            .exits()
                            .successfully())
                    .isEqualTo("No paper");
        }

        @Test
        void areTakenAsTheyAre() {
            BackgroundProcess process = finished("printf '100%%n %%s %%d\\n'; exit 3");

            assertMessageOf(() -> assertThat(process).exits().withCode(0)).contains("    | 100%n %s %d");
            assertMessageOf(() -> assertThat(process).prints("%s %n"))
                    .startsWith("Expected process [printf] to print \"%s %n\", but it exited with code 3");
            assertMessageOf(() -> assertThat(process).output().contains("100%s"))
                    .startsWith("Expected output of process [printf] to contain \"100%s\", but it does not");
        }
    }
}
