package dev.curfew.junit.assertj;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;
import static dev.curfew.junit.assertj.Messages.assertMessageOf;
import static dev.curfew.junit.assertj.Messages.failureOf;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.BackgroundProcess;
import dev.curfew.expect.Expectation;
import dev.curfew.expect.ExpectationFailedException;
import dev.curfew.process.Command;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PrintsTests extends ProcessTestCase {

    private static final String GREETER =
            "name = input('What is your name? '); print(f'Hello, {name}!'); print('\\033[1mBye\\033[0m'); exit(0)";

    @Test
    void waitsForTextAfterInput() {
        BackgroundProcess greeter =
                processes.start(Command.of("python3", "-c", GREETER).inTerminal());

        greeter.expect("What is your name? ");
        greeter.submit("Ada");

        assertThat(greeter).prints("Hello, Ada!");
        assertThat(greeter).exits().withCode(0);
    }

    @Test
    void holdsInAnyOrderAndAsOftenAsItIsRepeated() {
        BackgroundProcess process = start("echo one; echo two; echo three; read line");

        assertThat(process).prints("three").prints("one").prints("two").prints("one");
        assertThat(process).prints(Pattern.compile("t\\w+e")).prints("one\ntwo\n");
    }

    @Test
    void leavesExpectationsWhereTheyWere() {
        BackgroundProcess process = startSeparate("echo one; echo two; echo uno >&2; echo due >&2; read line");

        process.expect("one");
        assertThat(process).prints("two").prints("one").printsInErrors("due");

        assertThat(process.expect("two").before()).isEqualTo("\n");
        assertThat(process.expect(Expectation.text("uno").fromErrors()).before())
                .isEmpty();
    }

    @Test
    void findsTextWithoutItsColors() {
        assertThat(start("printf '\\033[31mred\\033[0m alert'")).prints("red alert");
    }

    @Test
    void looksAtStandardErrorIfAsked() {
        BackgroundProcess process = startSeparate("echo fine; echo 'warning: 3 left' >&2");

        assertThat(process).printsInErrors("warning").printsInErrors(Pattern.compile("(\\d+) left"));
        assertMessageOf(() -> assertThat(process).printsInErrors("fine"))
                .startsWith("Expected process [echo] to print \"fine\" on standard error, but it exited with code 0")
                .contains("awaited:      \"fine\" (standard error, from offset 0)");
    }

    @Test
    void needsErrorsThatAreKeptApart() {
        assertThatThrownBy(() -> assertThat(startEcho()).printsInErrors("warning"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Standard error of [cat] is part of its output; use Command.separateErrors() to keep it apart");
    }

    @Nested
    class Fails {

        @Test
        void atOnceIfTheProcessEnds() {
            BackgroundProcess process = start("echo Hello, Bob!; exit 3");

            AssertionError failure = failureOf(() -> assertThat(process).prints("Hello, Ada!"));

            assertThat(Messages.normalize(failure.getMessage())).isEqualTo("""
                            Expected process [echo] to print "Hello, Ada!", but it exited with code 3
                              awaited:      "Hello, Ada!" (output, from offset 0)
                              state:        exited with code 3 (pid PID, after TIME)
                              command:      echo Hello, Bob!; exit 3
                              streams:      pipes
                              last output:  (1 line)
                                | Hello, Bob!""");
            assertThat(failure).hasCauseInstanceOf(ExpectationFailedException.OutputEnded.class);
        }

        @Test
        void ifTheProcessClosesItsOutput() {
            assertMessageOf(() -> assertThat(start("exec >&- 2>&-; read line")).prints("Hello"))
                    .startsWith("Expected process [sh] to print \"Hello\", but it closed its output\n")
                    .contains("state:        running");
        }

        @Test
        void ifItDoesNotComeInTime() {
            BackgroundProcess process = startEcho();
            process.submit("Hello, Bob!");
            process.expect("Bob!\n");

            AssertionError failure =
                    failureOf(() -> assertThat(process).within(SHORT).prints(Pattern.compile("Hello, A\\w+")));

            assertThat(Messages.normalize(failure.getMessage())).isEqualTo("""
                            Expected process [cat] to print /Hello, A\\w+/, but it did not
                              waited:       TIME
                              awaited:      /Hello, A\\w+/ (output, from offset 0)
                              state:        running (pid PID, up TIME)
                              command:      cat
                              streams:      pipes
                              last output:  (1 line)
                                | Hello, Bob!
                              next:         compare with the last output; if the process is only slow, set a longer timeout""");
            assertThat(failure).hasCauseInstanceOf(ExpectationFailedException.TimedOut.class);
        }
    }
}
