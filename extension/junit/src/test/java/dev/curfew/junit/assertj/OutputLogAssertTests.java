package dev.curfew.junit.assertj;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;
import static dev.curfew.junit.assertj.Messages.assertMessageOf;
import static dev.curfew.junit.assertj.Messages.failureOf;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.BackgroundProcess;
import dev.curfew.output.OutputLog;
import dev.curfew.process.Command;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class OutputLogAssertTests extends ProcessTestCase {

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private OutputLog log(String shellLine) {
        return finished(shellLine).output();
    }

    @Nested
    class Holds {

        @Test
        void ifTheTextIsRight() {
            assertThat(log("echo one; echo two"))
                    .contains("one\ntwo")
                    .doesNotContain("three")
                    .containsPattern(Pattern.compile("t.o"))
                    .doesNotContainPattern(NUMBER)
                    .isNotEmpty()
                    .hasLines("one", "two");
        }

        @Test
        void ifNothingWasPrinted() {
            assertThat(log(": nothing")).isEmpty().hasLines();
        }

        @Test
        void forEachStream() {
            BackgroundProcess process = startSeparate("echo fine; echo warning >&2");

            assertThat(process).exits();
            assertThat(process).output().hasLines("fine");
            assertThat(process).errors().hasLines("warning");
        }
    }

    @Nested
    class LeadsTo {

        @Test
        void itsTextWithAndWithoutEscapeSequences() {
            OutputLog log = log("printf '\\033[31mred\\033[0m\\nalert'");

            assertThat(log).text().isEqualTo("red\nalert");
            assertThat(log).raw().isEqualTo("\033[31mred\033[0m\nalert");
        }

        @Test
        void itsLines() {
            assertThat(log("seq 3"))
                    .lines()
                    .containsExactly("1", "2", "3")
                    .last()
                    .isEqualTo("3");
        }
    }

    @Nested
    class Fails {

        @Test
        void withTheFactsOfTheProcess() {
            BackgroundProcess process = startEcho();
            process.submit("Hello, Bob!");
            process.expect("Bob!\n");

            assertMessageOf(() -> assertThat(process).output().contains("Hello,\tAda!"))
                    .isEqualTo("""
                            Expected output of process [cat] to contain "Hello,\\tAda!", but it does not
                              state:        running (pid PID, up TIME)
                              command:      cat
                              streams:      pipes
                              last output:  (1 line)
                                | Hello, Bob!
                              next:         the process is still running; use prints(...) to wait for output""");
        }

        @Test
        void withAHintIfATextLooksLikeAPattern() {
            assertMessageOf(() -> assertThat(log("echo port 80")).contains("port \\d+"))
                    .isEqualTo("""
                            Expected output to contain "port \\d+", but it does not
                              last output:  (1 line)
                                | port 80
                              next:         "port \\d+" is searched for as plain text; for a regular expression, use \
                            containsPattern(...)""");
        }

        @Test
        void withItsLastLinesIfTheProcessIsUnknown() {
            assertMessageOf(() -> assertThat(log("seq 10")).doesNotContain("10"))
                    .isEqualTo("""
                            Expected output not to contain "10", but it does
                              last output:  (8 of 10 lines)
                                | 3
                                | 4
                                | 5
                                | 6
                                | 7
                                | 8
                                | 9
                                | 10""");
        }

        @Test
        void ifAPatternIsMissingOrIsThere() {
            assertMessageOf(() -> assertThat(log("echo none")).containsPattern(NUMBER))
                    .startsWith("Expected output to contain /\\d+/, but it does not\n  last output: ");
            assertMessageOf(() -> assertThat(log("echo 42")).doesNotContainPattern(NUMBER))
                    .startsWith("Expected output not to contain /\\d+/, but it does\n  last output: ");
        }

        @Test
        void ifItIsEmptyOrIsNot() {
            assertMessageOf(() -> assertThat(log("printf x")).isEmpty())
                    .startsWith("Expected output to be empty, but it has 1 byte\n  last output: ");
            assertMessageOf(() -> assertThat(log(": nothing")).isNotEmpty())
                    .isEqualTo("Expected output not to be empty, but it is\n  last output:  (none)");
        }

        @Test
        void onTheErrorsOfTheProcess() {
            BackgroundProcess process = startSeparate("echo fine; echo warning >&2");

            assertThat(process).exits();
            assertMessageOf(() -> assertThat(process).errors().isEmpty())
                    .startsWith("Expected standard error of process [echo] to be empty, but it has 8 bytes\n");
        }

        @Test
        void ifTheTextToLookForIsEmpty() {
            assertThatThrownBy(() -> assertThat(log("echo x")).contains(""))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("text must not be empty: \"\"");
        }
    }

    @Nested
    class Lines {

        @Test
        void nameTheFirstThatDiffers() {
            AssertionError failure =
                    failureOf(() -> assertThat(log("echo one; echo zwei")).hasLines("one", "two"));

            assertThat(failure).hasMessage("""
                            Expected output to be 2 lines, but line 2 differs
                              expected:     "two"
                              actual:       "zwei"
                              last output:  (2 lines)
                                | one
                                | zwei""");
            assertThat(failure).isInstanceOfSatisfying(AssertionFailedError.class, error -> {
                assertThat(error.getExpected().getValue()).isEqualTo("one\ntwo");
                assertThat(error.getActual().getValue()).isEqualTo("one\nzwei");
            });
        }

        @Test
        void nameTheFirstThatIsMissing() {
            assertMessageOf(() -> assertThat(log("echo one")).hasLines("one", "two"))
                    .startsWith("""
                            Expected output to be 2 lines, but line 2 is missing
                              expected:     "two"
                              last output:""");
        }

        @Test
        void showNoSecrets() {
            BackgroundProcess process =
                    processes.start(Command.shell("echo key $API_TOKEN").withEnv("API_TOKEN", "0123-4567-89"));
            process.waitFor();

            AssertionFailedError failure = (AssertionFailedError)
                    failureOf(() -> assertThat(process).output().hasLines("key 0123-4567-89", "end"));

            org.assertj.core.api.Assertions.assertThat(
                            failure.getMessage() + failure.getActual() + failure.getExpected())
                    .contains("key [redacted]")
                    .doesNotContain("0123-4567-89");
        }

        @Test
        void nameTheFirstThatIsTooMany() {
            assertMessageOf(() -> assertThat(log("seq 3")).hasLines("1")).startsWith("""
                            Expected output to be 1 line, but line 2 is one too many
                              actual:       "2"
                              last output:""");
        }
    }
}
