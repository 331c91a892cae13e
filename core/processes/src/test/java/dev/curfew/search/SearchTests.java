package dev.curfew.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.curfew.expect.Expectation;
import dev.curfew.expect.ExpectationFailedException.UnwantedOutput;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of several texts and patterns ends a wait. */
class SearchTests {

    @Nested
    class Alternatives {

        @Test
        void areTakenInTheOrderOfTheOutput() {
            FakeProcess process = new FakeProcess().prints("no or yes");

            assertThat(process.expect(Expectation.anyOf("yes", "no")).alternative())
                    .isEqualTo(1);
            assertThat(process.expect(Expectation.text("yes").or(Pattern.compile("o.")))
                            .alternative())
                    .isEqualTo(1);
        }

        @Test
        void areTakenInTheOrderOfTheirNamesWhereTheyBeginTogether() {
            FakeProcess process = new FakeProcess().prints("password: ");

            assertThat(process.expect(Expectation.anyOf("password", "pass")).text())
                    .isEqualTo("password");
            assertThat(process.expect(Expectation.anyOf("pass", "password")).text())
                    .isEqualTo("pass");
            assertThat(process.expect(Expectation.regex("pass\\b").or("pass").or("password"))
                            .alternative())
                    .isEqualTo(1);
        }

        /** The result does not depend on where a read ends. */
        @ParameterizedTest
        @CsvSource({
            "password: , password, pass, password",
            "password: , pass, password, pass",
            "a foobarbaz, bar, foobarbaz, foobarbaz",
            "a foobar baz, bar, foobarbaz, bar",
            "aab, b, aab, aab",
            "abababac, abac, ababac, ababac",
        })
        void areTheSameWhateverThePieces(String printed, String one, String other, String found) {
            byte[] bytes = (printed + "\n").getBytes(UTF_8);
            for (int split = 0; split <= bytes.length; split++) {
                FakeProcess process = new FakeProcess()
                        .thenPrints(Arrays.copyOf(bytes, split))
                        .thenPrints(Arrays.copyOfRange(bytes, split, bytes.length));

                assertThat(process.expect(Expectation.anyOf(one, other)).text())
                        .as("split at %d", split)
                        .isEqualTo(found);
            }
        }

        @Test
        void doNotWaitForOneThatWouldLose() {
            FakeProcess process = new FakeProcess().prints("pass");

            assertThat(process.expect(Expectation.anyOf("pass", "password")).text())
                    .isEqualTo("pass");
            assertThat(process.looks()).isEqualTo(1);
        }

        @Test
        void waitNoLongerThanItTakesToSettle() {
            FakeProcess process = new FakeProcess().prints("pass").settlingWithin(Duration.ofMillis(1));

            assertThat(process.expect(Expectation.anyOf("password", "pass")).text())
                    .isEqualTo("pass");
        }
    }

    @Nested
    class Unwanted {

        @Test
        void failsTheWaitAtOnce() {
            FakeProcess process = new FakeProcess().thenPrints("FATAL: no disk");

            assertThatExceptionOfType(UnwantedOutput.class)
                    .isThrownBy(() -> process.expect(Expectation.text("ready").butNot(Pattern.compile("FATAL.{9}"))))
                    .withMessage("""
                            Process [fake] printed unwanted output
                              awaited:      "ready" but not /FATAL.{9}/ (output, from offset 0)
                              state:        running
                              last output:  (1 line)
                                | FATAL: no disk
                              printed:      "FATAL: no disk\"""");
        }

        @Test
        void isHarmlessAfterWhatIsWanted() {
            FakeProcess process = new FakeProcess().prints("ready, then FATAL");

            assertThat(process.expect(Expectation.text("ready").butNot("FATAL")).text())
                    .isEqualTo("ready");
        }

        @Test
        void failsTheWaitIfItBeginsBeforeWhatIsWanted() {
            FakeProcess process = new FakeProcess().prints("not ready");

            assertThatExceptionOfType(UnwantedOutput.class)
                    .isThrownBy(() -> process.expect(Expectation.text("ready").butNot("not ready")));
        }

        @Test
        void failsTheWaitIfItBeginsBeforeWhatIsWantedAndEndsLater() {
            FakeProcess process = new FakeProcess().thenPrints("not ready", " yet");

            assertThatExceptionOfType(UnwantedOutput.class)
                    .isThrownBy(() -> process.expect(Expectation.text("ready").butNot("not ready yet")));
        }

        @Test
        void losesWhereItBeginsWithWhatIsWanted() {
            FakeProcess process = new FakeProcess().prints("ready?");

            assertThat(process.expect(Expectation.text("ready").butNot("ready?"))
                            .text())
                    .isEqualTo("ready");
        }
    }
}
