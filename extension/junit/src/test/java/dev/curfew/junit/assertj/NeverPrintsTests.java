package dev.curfew.junit.assertj;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;
import static dev.curfew.junit.assertj.Messages.assertMessageOf;
import static dev.curfew.junit.assertj.Messages.failureOf;

import dev.curfew.BackgroundProcess;
import dev.curfew.expect.ExpectationFailedException;
import dev.curfew.process.Command;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NeverPrintsTests extends ProcessTestCase {

    @Nested
    class NeverPrints {

        @Test
        void waitsForTheEnd() {
            BackgroundProcess process = start("echo ready; read line; echo $line");
            process.submit("done");

            assertThat(process).neverPrints("error").hasExited();
            assertThat(process).neverPrints(Pattern.compile("(?i)fatal|panic")).prints("done");
        }

        @Test
        void holdsIfNothingCanBePrintedAnyMore() {
            assertThat(start("echo ready; exec >&- 2>&-; read line"))
                    .neverPrints("error")
                    .isRunning();
        }

        @Test
        void looksAtStandardErrorIfAsked() {
            BackgroundProcess process = startSeparate("echo error; echo warning >&2");

            assertThat(process).neverPrintsInErrors("error").neverPrintsInErrors(Pattern.compile("e..or"));
            assertMessageOf(() -> assertThat(process).neverPrintsInErrors(Pattern.compile("warn\\w*")))
                    .startsWith("""
                            Expected process [echo] never to print /warn\\w*/ on standard error, but it did
                              printed:      warning (up to offset 7)
                            """);
        }

        @Test
        void failsAtOnceWhenItIsPrinted() {
            BackgroundProcess process = start("echo ready; echo 'db: FATAL: disk full'; read line");
            process.expect("full\n");

            assertMessageOf(() -> assertThat(process).neverPrints("FATAL")).isEqualTo("""
                            Expected process [echo] never to print "FATAL", but it did
                              printed:      db: FATAL (up to offset 15)
                              state:        running (pid PID, up TIME)
                              command:      echo ready; echo 'db: FATAL: disk full'; read line
                              streams:      pipes
                              last output:  (2 lines)
                                | ready
                                | db: FATAL: disk full""");
        }

        @Test
        void failsIfTheProcessDoesNotEnd() {
            BackgroundProcess process = startEcho();

            AssertionError failure =
                    failureOf(() -> assertThat(process).within(SHORT).neverPrints("FATAL"));

            assertThat(Messages.normalize(failure.getMessage())).isEqualTo("""
                            Expected process [cat] to end without printing "FATAL", but it is still running
                              waited:       TIME
                              state:        running (pid PID, up TIME)
                              command:      cat
                              streams:      pipes
                              last output:  (none)
                              next:         use doesNotPrint(..., duration) for a process that runs on""");
            assertThat(failure).hasCauseInstanceOf(ExpectationFailedException.TimedOut.class);
        }

        @Test
        void failsIfTheLogHasDroppedUnsearchedOutput() {
            BackgroundProcess process =
                    processes.start(Command.shell("echo FATAL; echo 12345678").withKeptOutput(12));
            process.waitFor();

            assertMessageOf(() -> assertThat(process).neverPrints("FATAL")).isEqualTo("""
                            Expected process [echo] never to print "FATAL", but it is unknown whether it did: its log had dropped the first 3 bytes
                              state:        exited with code 0 (pid PID, after TIME)
                              command:      echo FATAL; echo 12345678
                              streams:      pipes
                              last output:  (1 line, after 3 dropped bytes)
                                | 12345678
                              next:         keep more with Command.withKeptOutput(...), or assert before so much is printed""");
        }

        @Test
        void seesAllOfAFloodThatItWatchesFromTheStart() {
            BackgroundProcess process = processes.start(Command.shell("read line; seq 1 200000; echo end")
                    .separateErrors()
                    .withKeptOutput(1000));
            process.submit("go");

            assertMessageOf(() -> assertThat(process).neverPrints("\n150000\n"))
                    .startsWith("Expected process [sh] never to print \"\\n150000\\n\", but it did");
        }
    }

    @Nested
    class DoesNotPrint {

        @Test
        void watchesForTheTimeGiven() {
            BackgroundProcess process = startEcho();
            long begin = System.nanoTime();

            assertThat(process).doesNotPrint("error", SHORT).isRunning();

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(SHORT);
        }

        @Test
        void watchesNoLongerThanTheProcessLives() {
            assertThat(start("echo ready"))
                    .doesNotPrint(Pattern.compile("err(or)?"), LONG)
                    .hasExited();
        }

        @Test
        void failsAtOnceWhenItIsPrinted() {
            BackgroundProcess process = startEcho();
            process.submit("an error of 3 bytes");
            process.expect("bytes\n");

            assertMessageOf(() -> assertThat(process).doesNotPrint(Pattern.compile("of \\d bytes"), LONG))
                    .isEqualTo("""
                            Expected process [cat] not to print /of \\d bytes/, but it did
                              printed:      an error of 3 bytes (up to offset 19)
                              state:        running (pid PID, up TIME)
                              command:      cat
                              streams:      pipes
                              last output:  (1 line)
                                | an error of 3 bytes""");
        }
    }
}
