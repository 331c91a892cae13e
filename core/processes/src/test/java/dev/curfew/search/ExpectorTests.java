package dev.curfew.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.curfew.expect.Expectation;
import dev.curfew.expect.ExpectationFailedException.OutputEnded;
import dev.curfew.expect.ExpectationFailedException.PatternTooComplex;
import dev.curfew.expect.ExpectationFailedException.UnwantedOutput;
import dev.curfew.expect.Match;
import dev.curfew.output.OutputMark;
import dev.curfew.recording.TextMode;
import dev.curfew.sandbox.fixture.Patience;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExpectorTests {

    @Test
    void findsWhatWasPrintedBefore() {
        assertThat(new FakeProcess()
                        .prints("What is your name? ")
                        .expect("name? ")
                        .before())
                .isEqualTo("What is your ");
    }

    @Test
    void findsWhatIsPrintedLater() {
        FakeProcess process = new FakeProcess().thenPrints("star", "ting\n", "rea", "dy\n");

        assertThat(process.expect("ready").before()).isEqualTo("starting\n");
    }

    @Test
    void findsWhatIsPrintedByteByByte() {
        byte[] bytes = "1 \u001B[31mfärbig 😀\u001B[0m\r\n> ".getBytes(UTF_8);
        for (Expectation expectation :
                new Expectation[] {Expectation.text("färbig 😀\n> "), Expectation.regex("f\\S+ 😀\\R> ")}) {
            FakeProcess process = new FakeProcess(200_000, TextMode.PLAIN_TERMINAL);
            for (byte b : bytes) {
                process.thenPrints(new byte[] {b});
            }
            Match match = process.expect(expectation);

            assertThat(match.text()).isEqualTo("färbig 😀\n> ");
            assertThat(match.before()).isEqualTo("1 ");
            assertThat(match.end()).isEqualTo(process.output().mark());
        }
    }

    @Test
    void looksAtPlainTextOrRaw() {
        FakeProcess process = new FakeProcess().prints("\u001B[1mbold\u001B[0m\r\n");

        assertThat(process.expect("bold\r\n").before()).isEmpty();
        assertThat(process.expect(Expectation.text("\u001B[0m\r\n").raw()).before())
                .isEqualTo("\u001B[1mbold");
    }

    @Test
    void looksAtErrorsOnRequest() {
        FakeProcess process = new FakeProcess().prints("out").printsError("warning: err");

        assertThat(process.expect(Expectation.text("err").fromErrors()).before())
                .isEqualTo("warning: ");
    }

    @Test
    void beginsAtAMark() {
        FakeProcess process = new FakeProcess().prints("> first\n> second\n");
        Match first = process.expect("> ");

        assertThat(process.expect(Expectation.text("> ").from(first.end())).before())
                .isEqualTo("first\n");
        assertThat(process.expect(Expectation.text("first").from(OutputMark.START))
                        .before())
                .isEqualTo("> ");
    }

    @Test
    void refusesAMarkOfAnotherLog() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FakeProcess().expect(Expectation.text("x").from(new OutputMark(5))))
                .withMessage("mark must not be after the end at 0: 5");
    }

    @Test
    void findsWhatWasPrintedJustBeforeTheEnd() {
        FakeProcess process = new FakeProcess().thenExits().thenPrints("last words");

        assertThat(process.expect("last words").text()).isEqualTo("last words");
    }

    @Test
    void findsWhatOthersPrintAfterTheEndOnRequest() {
        FakeProcess process = new FakeProcess().thenExits().thenPrints("", "", "daemon ready");

        assertThat(process.expect(Expectation.text("daemon ready").pastExit()).text())
                .isEqualTo("daemon ready");
    }

    @Test
    void mayWaitForever() {
        Duration forever = ChronoUnit.FOREVER.getDuration();
        FakeProcess process = new FakeProcess().thenPrints("", "a", "b");

        assertThat(process.expect(Expectation.text("ab").withTimeout(forever).withMaxSilence(forever))
                        .text())
                .isEqualTo("ab");
    }

    @Test
    void missesNothingOfAFloodThroughATinyLog() {
        FakeProcess process = new FakeProcess(16, TextMode.PLAIN);
        for (int i = 0; i < 100; i++) {
            process.thenPrints("noise " + i + "\n");
        }
        process.thenPrints("rea", "dy");

        assertThat(process.expect("ready").before()).endsWith("noise 99\n").hasSizeLessThan(32);
        assertThat(process.output().droppedBytes()).isPositive();
    }

    @Nested
    class MatchesThatCanGrow {

        private final Expectation port = Expectation.regex("port (\\d+)");

        @Test
        void growWithTheOutput() {
            FakeProcess process = new FakeProcess().thenPrints("port 80", "80\n");

            assertThat(process.expect(port).group(1)).isEqualTo("8080");
        }

        @Test
        void areTakenAsTheyAreWhenTheOutputPauses() {
            FakeProcess process = new FakeProcess().prints("port 80").settlingWithin(Duration.ofMillis(1));

            assertThat(process.expect(port).group(1)).isEqualTo("80");
        }

        @Test
        void areTakenAsTheyAreWhenTheProcessEnds() {
            FakeProcess process = new FakeProcess().thenPrints("port 80").thenExits();

            assertThat(process.expect(port).group(1)).isEqualTo("80");
        }

        @Test
        void areTakenAsTheyAreWhenTheOutputEnds() {
            FakeProcess process = new FakeProcess().thenPrints("port 80").thenCloses();

            assertThat(process.expect(port).group(1)).isEqualTo("80");
        }

        @Test
        void areTakenAsTheyAreWhenTimeIsUp() {
            FakeProcess process = new FakeProcess().prints("port 80");

            assertThat(process.expect(port.withTimeout(Duration.ofMillis(10))).group(1))
                    .isEqualTo("80");
        }

        @Test
        void areTakenAsTheyAreWhenTheyFillTheLog() {
            FakeProcess process = new FakeProcess(16, TextMode.PLAIN);
            for (int i = 0; i < 100; i++) {
                process.thenPrints("noise " + i + "\n");
            }

            assertThat(process.expect(Expectation.regex("(?s)noise 1.*")).text())
                    .hasSizeBetween(16, 32);
        }

        @Test
        void areNotSilence() {
            FakeProcess process = new FakeProcess().prints("port 80").settlingWithin(Duration.ofMillis(5));

            assertThat(process.expect(port.withMaxSilence(Duration.ofNanos(1))).group(1))
                    .isEqualTo("80");
        }

        @Test
        void failWhenTheyAreUnwanted() {
            FakeProcess process = new FakeProcess().prints("error 1").settlingWithin(Duration.ofMillis(1));

            assertThatExceptionOfType(UnwantedOutput.class)
                    .isThrownBy(() -> process.expect(Expectation.text("ready").butNot(Pattern.compile("error \\d+"))));
        }

        @Test
        void areOnlyThoseThatReachTheEndOfTheOutput() {
            FakeProcess process = new FakeProcess().prints("port 80 ");

            assertThat(process.expect(port).group(1)).isEqualTo("80");
            assertThat(process.expect(Expectation.regex("\\d+ ")).text()).isEqualTo("80 ");
            assertThat(process.looks()).isEqualTo(2);
        }
    }

    @Nested
    class TheEnd {

        @Test
        void failsTheWaitAtOnce() {
            FakeProcess process =
                    new FakeProcess().thenPrints("usage: fake FILE\n").thenExits();

            assertThatExceptionOfType(OutputEnded.class)
                    .isThrownBy(() -> process.expect("ready"))
                    .withMessage("""
                            Process [fake] ended before it printed the awaited output
                              awaited:      "ready" (output, from offset 0)
                              state:        ended
                              last output:  (1 line)
                                | usage: fake FILE""");
        }

        @Test
        void ofTheOutputFailsTheWaitThoughTheProcessLives() {
            FakeProcess process = new FakeProcess().thenCloses().partingWithin(Duration.ofMillis(1));

            assertThatExceptionOfType(OutputEnded.class)
                    .isThrownBy(() -> process.expect("ready"))
                    .withMessage("""
                            Process [fake] closed its output before it printed the awaited output
                              awaited:      "ready" (output, from offset 0)
                              state:        running
                              last output:  (none)""");
        }

        @Test
        void ofTheOutputIsUsuallyTheEndOfTheProcess() {
            FakeProcess process = new FakeProcess().thenCloses().thenExits();

            assertThatExceptionOfType(OutputEnded.class)
                    .isThrownBy(() -> process.expect("ready"))
                    .withMessageStartingWith("Process [fake] ended before it printed the awaited output");
        }

        @Test
        void ofTheOutputEndsAWaitPastTheEndOfTheProcess() {
            FakeProcess process =
                    new FakeProcess().thenExits().thenPrints("", "").thenCloses();

            assertThatExceptionOfType(OutputEnded.class)
                    .isThrownBy(() -> process.expect(Expectation.text("ready").pastExit()));
        }
    }

    @Nested
    class PatternsThatAreTooComplex {

        @Test
        void areNamedIfTheyNeedMoreStackThanThereIs() {
            FakeProcess process = new FakeProcess().prints("ab\n".repeat(50_000));

            assertThatExceptionOfType(PatternTooComplex.class)
                    .isThrownBy(() -> process.expect(Expectation.regex("(?:a|b|\\n)*c")))
                    .withMessage("""
                            Failed to search the output of process [fake]
                              awaited:      /(?:a|b|\\n)*c/ (output, from offset 0)
                              state:        running
                              last output:  (3 of 50000 lines)
                                | ab
                                | ab
                                | ab
                              reason:       searching 150000 characters for /(?:a|b|\\n)*c/ needs more stack than the thread has
                              next:         use possessive quantifiers, as in (?:a|bc)*+, and do not nest or join repetitions that match \
                            the same characters""");
        }

        @Test
        void endWithTheWaitIfTheyNeedMoreTimeThanThereIs() {
            FakeProcess process = new FakeProcess().prints("x".repeat(1000));
            Expectation endless = Expectation.regex("x*".repeat(20) + "y").withTimeout(Duration.ofMillis(10));

            Assertions.assertTimeoutPreemptively(
                    Patience.LIMIT,
                    () -> assertThatExceptionOfType(PatternTooComplex.class)
                            .isThrownBy(() -> process.expect(endless))
                            .withMessageContaining("needs more time than is left"));
        }

        @Test
        void areNoProblemWhereTextsAreFound() {
            FakeProcess process = new FakeProcess().prints("port 80\n".repeat(1000));

            assertThat(process.expect(Expectation.regex("(port|host) (\\d+)")).group(2))
                    .isEqualTo("80");
        }
    }
}
