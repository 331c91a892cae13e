package dev.curfew.junit.assertj;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;
import static dev.curfew.junit.assertj.Messages.assertMessageOf;
import static dev.curfew.junit.assertj.Messages.failureOf;

import dev.curfew.BackgroundProcess;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.Limit;
import dev.curfew.process.Signal;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class ExitStatusAssertTests extends ProcessTestCase {

    private static final ExitStatus FAILED = new ExitStatus.Exited(3);

    @Nested
    class Holds {

        @Test
        void ifTheCodeIsRight() {
            assertThat(FAILED).hasCode(3).withCode(3);
            assertThat(new ExitStatus.Exited(0)).isSuccess().successfully().hasCode(0);
        }

        @Test
        void ifTheSignalIsRightWhateverSentIt() {
            assertThat(new ExitStatus.Signaled(Signal.INT))
                    .hasSignal(Signal.INT)
                    .bySignal(Signal.INT);
            assertThat(new ExitStatus.Killed(Signal.TERM, "stop() was called")).hasSignal(Signal.TERM);
        }

        @Test
        void ifCurfewEndedTheProcess() {
            BackgroundProcess process = startEcho();

            process.kill();
            assertThat(process).exits().wasKilledByCurfew().bySignal(Signal.KILL);
        }

        @Test
        void ifTheLimitIsTheOneThatWasExceeded() {
            BackgroundProcess process = processes.start(Command.of("cat").withMaxRuntime(Duration.ofMillis(50)));

            assertThat(process).exits().timedOut(Limit.RUNTIME).wasKilledByCurfew();
        }
    }

    @Nested
    class Fails {

        @Test
        void withTheFactsOfTheProcess() {
            BackgroundProcess process = start("echo out of paper; exit 3");

            AssertionError failure = failureOf(() -> assertThat(process).exits().successfully());

            assertThat(Messages.normalize(failure.getMessage())).isEqualTo("""
                            Expected process [echo] to exit with code 0, but it exited with code 3
                              state:        exited with code 3 (pid PID, after TIME)
                              command:      echo out of paper; exit 3
                              streams:      pipes
                              last output:  (1 line)
                                | out of paper""");
        }

        @Test
        void withADifferenceForTheIde() {
            AssertionError failure = failureOf(() -> assertThat(FAILED).hasCode(0));

            assertThat(failure).isInstanceOfSatisfying(AssertionFailedError.class, error -> {
                assertThat(error.getExpected().getValue()).isEqualTo("exited with code 0");
                assertThat(error.getActual().getValue()).isEqualTo("exited with code 3");
            });
            assertThat(failure).hasMessage("Expected the process to exit with code 0, but it exited with code 3");
        }

        @Test
        void withAHintIfTheCodeMeansASignal() {
            assertMessageOf(() ->
                            assertThat(new ExitStatus.Signaled(Signal.TERM)).hasCode(143))
                    .isEqualTo("""
                            Expected the process to exit with code 143, but it was ended by SIGTERM
                              next:         143 is how a shell reports SIGTERM; use bySignal(Signal.TERM)""");
        }

        @Test
        void ifItIsNotThatSignal() {
            assertMessageOf(() -> assertThat(FAILED).hasSignal(Signal.TERM))
                    .isEqualTo("Expected the process to be ended by SIGTERM, but it exited with code 3");
            assertMessageOf(() -> assertThat(new ExitStatus.Killed(Signal.KILL, "its scope ended"))
                            .hasSignal(Signal.TERM))
                    .isEqualTo("Expected the process to be ended by SIGTERM, but it was killed by Curfew with SIGKILL"
                            + " because its scope ended");
        }

        @Test
        void ifCurfewDidNotEndTheProcess() {
            assertMessageOf(() ->
                            assertThat(new ExitStatus.Signaled(Signal.KILL)).wasKilledByCurfew())
                    .isEqualTo("Expected the process to be killed by Curfew, but it was ended by SIGKILL");
        }

        @Test
        void ifItIsNotThatLimit() {
            assertMessageOf(() -> assertThat(new ExitStatus.TimedOut(Limit.SILENCE, Duration.ofSeconds(2)))
                            .timedOut(Limit.RUNTIME))
                    .isEqualTo(
                            "Expected the process to be killed for exceeding its maximum runtime, but it was killed by Curfew"
                                    + " because it exceeded its maximum silence of 2 s");
        }
    }
}
