package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.diagnosis.InterruptedWaitException;
import dev.curfew.diagnosis.ProcessInputException;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.diagnosis.WaitTimeoutException;
import dev.curfew.expect.Expectation;
import dev.curfew.expect.ExpectationFailedException;
import dev.curfew.output.OutputMark;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.Limit;
import dev.curfew.process.Shell;
import dev.curfew.process.Signal;
import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Key;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OwnScope.class)
class BackgroundProcessTests {

    @Nested
    class OutputFiles {

        @Test
        void keepTheBeginning(ProcessRegistry registry) throws IOException {
            Path file = registry.createDirectory().resolve("numbers");
            BackgroundProcess process = registry.start(
                    Command.of("seq", "100000").withKeptOutput(1000).withOutputFile(file, 5000));

            assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(0));
            assertThat(Files.readString(file)).startsWith("1\n2\n3\n").hasSize(5000);
            assertThat(process.output().text()).endsWith("99999\n100000\n").hasSizeLessThanOrEqualTo(1000);
        }

        @Test
        void needAFolder(ProcessRegistry registry) {
            Command command = Command.of("seq", "3").withOutputFile(Path.of("/no/such/folder/output"), 5000);

            assertThatThrownBy(() -> registry.start(command))
                    .isInstanceOf(SpawnException.class)
                    .hasMessageStartingWith("Failed to start [seq]: its output file cannot be created: ")
                    .hasMessageContaining("/no/such/folder/output");
            assertThat(registry.processes()).isEmpty();
        }
    }

    @Nested
    class Charsets {

        @Test
        void areThoseOfTheProgramInBothDirections(ProcessRegistry registry) {
            Command command = Command.shell("printf 'caf\\351\\n'; head -n 1 | od -An -tx1")
                    .withCharset(StandardCharsets.ISO_8859_1);
            BackgroundProcess process = registry.start(command);

            process.expect("café\n");
            process.submit("für");
            process.expect("66 fc 72 0a");

            assertThat(process.output().lines()).first().isEqualTo("café");
            assertThatThrownBy(() -> process.write("€"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("text must be encodable in ISO-8859-1: \"€\"");
        }

        @Test
        void areThoseOfWhatIsPastedAndOfKeys(ProcessRegistry registry) {
            Command command = Command.shell("stty raw -echo; echo ready; head -c 2 | od -An -tx1")
                    .withCharset(StandardCharsets.ISO_8859_1);
            BackgroundProcess process = registry.start(command.inTerminal());
            process.expect("ready");

            process.paste("é");
            process.press(new Key("u umlaut", "ü"));

            process.expect("e9 fc");
            assertThatThrownBy(() -> process.paste("€"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("text must be encodable in ISO-8859-1: \"€\"");
        }

        @Test
        void areThoseOfStandardErrorAndOfTheScreen(ProcessRegistry registry) {
            Command command = Command.shell("printf 'caf\\351' >&2; exec cat").withCharset(StandardCharsets.ISO_8859_1);

            registry.start(command.separateErrors())
                    .expect(Expectation.text("café").fromErrors());
            registry.start(command.inTerminal())
                    .awaitScreen(screen -> screen.text().contains("café"));
        }
    }

    @Nested
    class Ending {

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 42, 127, 128, 255})
        void reportsItsExitCode(int code, ProcessRegistry registry) {
            BackgroundProcess process = registry.start("exit " + code);

            assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(code));
            assertThat(process.isRunning()).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"TERM", "KILL", "SEGV", "USR1"})
        void reportsTheSignalThatEndedIt(String signal, ProcessRegistry registry) {
            BackgroundProcess process = registry.start("kill -" + signal + " $$");

            assertThat(process.waitFor()).isEqualTo(new ExitStatus.Signaled(Signal.valueOf(signal)));
        }

        /** No process is ended by SIGCHLD, SIGSTOP or SIGWINCH, so these are codes that programs chose. */
        @ParameterizedTest
        @ValueSource(ints = {145, 146, 147, 148, 149, 150, 151, 156})
        void reportsTheExitCodeThatLooksLikeASignalWhichEndsNoProcess(int code, ProcessRegistry registry) {
            BackgroundProcess process = registry.start("exit " + code);

            assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(code));
        }

        @Test
        void mayTakeForever() {
            Duration forever = Duration.ofSeconds(Long.MAX_VALUE);
            try (ProcessRegistry patient = ProcessRegistry.open(RegistryOptions.DEFAULT.withTimeout(forever))) {
                BackgroundProcess process =
                        patient.start(Command.of("cat").withMaxRuntime(forever).withMaxSilence(forever));
                process.write("x".repeat(100_000) + "end");
                process.expect(Expectation.text("end").withMaxSilence(forever));
                process.closeInput();

                assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(0));
            }
        }

        @Test
        @Tag("thorough")
        void isNotOverBeforeItsOutputHasArrived(ProcessRegistry registry) {
            for (int i = 0; i < 100; i++) {
                BackgroundProcess process = registry.start("echo last-" + i);
                process.waitFor();

                assertThat(process.output().text()).isEqualTo("last-" + i + "\n");
            }
        }

        @Test
        void isOverAlthoughAnotherProcessHoldsItsOutput(ProcessRegistry registry) {
            BackgroundProcess process = registry.start("(read line; echo later) < " + fifo(registry) + " & echo first");

            assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(0));
            assertThat(process.output().text()).isEqualTo("first\n");
            assertThat(process.output().isEnded()).isFalse();
        }

        @Test
        void doesNotEndTheOutputOfThoseItLeavesBehind(ProcessRegistry registry) {
            String fifo = fifo(registry);
            BackgroundProcess process =
                    registry.start("(while read line; do echo $line; done) < " + fifo + " & echo first; sleep 0.1");
            process.waitFor();

            BackgroundProcess writer = registry.start("exec 3> " + fifo + "; echo second >&3; read x; echo third >&3");
            process.expect(Expectation.text("second").pastExit());
            writer.submit("on");
            process.expect(Expectation.text("third").pastExit());
        }

        @Test
        void isNotOverWhenOnlyItsOutputIsClosed(ProcessRegistry registry) {
            BackgroundProcess process = registry.start("exec >&- 2>&-; read line; exit 5");

            assertThatThrownBy(() -> process.expect("anything"))
                    .isInstanceOf(ExpectationFailedException.OutputEnded.class)
                    .hasMessageStartingWith("Process [sh] closed its output before it printed the awaited output");
            assertThat(process.isRunning()).isTrue();
            process.submit("go");
            assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(5));
        }

        @Test
        void canBeWaitedForInVain(ProcessRegistry registry) {
            BackgroundProcess process = registry.start(Command.of("sleep", "1000"));

            assertThatThrownBy(() -> process.waitFor(Duration.ofMillis(20)))
                    .isInstanceOf(WaitTimeoutException.class)
                    .hasMessageMatching("""
                            Timed out waiting for the end of process \\[sleep\\] after \\d+ ms
                              state:        running \\(pid %d, up \\d+ ms\\)
                              command:      sleep 1000
                              streams:      pipes
                              last output:  \\(none\\)""".formatted(process.pid()));
            assertThat(process.isRunning()).isTrue();
        }

        @Test
        void endsAWaitAtOnceWhenTheThreadIsInterrupted(ProcessRegistry registry) {
            BackgroundProcess process = registry.start(Command.of("sleep", "1000"));
            Thread.currentThread().interrupt();

            assertThatThrownBy(process::waitFor)
                    .isInstanceOf(InterruptedWaitException.class)
                    .hasMessageStartingWith("Interrupted while waiting for the end of process [sleep]");
            assertThat(Thread.interrupted()).isTrue();
        }

        @Test
        void happensWhenItRunsForTooLong(ProcessRegistry registry) {
            Duration limit = Duration.ofMillis(100);
            BackgroundProcess process = registry.start(
                    Command.shell("trap '' TERM; sleep 1000; sleep 1000").withMaxRuntime(limit));

            assertThat(process.waitFor()).isEqualTo(new ExitStatus.TimedOut(Limit.RUNTIME, limit));
        }

        @Test
        void happensWhenItIsSilentForTooLong(ProcessRegistry registry) {
            Duration limit = Duration.ofSeconds(2);
            BackgroundProcess process =
                    registry.start(Command.shell("for i in 1 2 3 4; do echo $i; sleep 0.7; done; sleep 1000")
                            .withMaxSilence(limit));

            assertThat(process.waitFor()).isEqualTo(new ExitStatus.TimedOut(Limit.SILENCE, limit));
            assertThat(process.output().text()).isEqualTo("1\n2\n3\n4\n");
            assertThat(process.uptime()).isGreaterThan(limit.multipliedBy(2));
        }

        @Test
        void isToldFromAnEndByItsOwnHand(ProcessRegistry registry) {
            BackgroundProcess graceful = registry.start("trap 'exit 7' TERM; echo ready; while :; do sleep 0.01; done");
            BackgroundProcess killed = registry.start(Command.of("sleep", "1000"));
            graceful.expect("ready");

            graceful.signal(Signal.TERM);
            killed.kill();

            assertThat(graceful.waitFor()).isEqualTo(new ExitStatus.Exited(7));
            assertThat(killed.exitStatus()).contains(new ExitStatus.Killed(Signal.KILL, "kill() was called"));
        }

        private String fifo(ProcessRegistry registry) {
            String fifo = registry.createDirectory().resolve("fifo").toString();
            registry.start(Command.of("mkfifo", fifo)).waitFor();
            return fifo;
        }
    }

    @Nested
    class Input {

        @Test
        void arrivesAsItWasWritten(ProcessRegistry registry) {
            BackgroundProcess cat = registry.start(Command.of("cat"));
            byte[] bytes = new byte[256];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) i;
            }

            cat.write(bytes);
            cat.closeInput();

            cat.waitFor();
            assertThat(cat.output().bytes()).isEqualTo(bytes);
        }

        @Test
        void canBeLargerThanWhatThePipeHolds(ProcessRegistry registry) {
            BackgroundProcess count = registry.start(Command.of("wc", "-c"));

            count.write("x".repeat(5_000_000));
            count.write("y");
            count.closeInput();

            assertThat(count.expect(Pattern.compile("\\d+")).text()).isEqualTo("5000001");
        }

        @Test
        void comesBackInOrder(ProcessRegistry registry) {
            BackgroundProcess cat = registry.start(Command.of("cat").withKeptOutput(10_000_000));
            StringBuilder expected = new StringBuilder();
            for (int i = 0; i < 20_000; i++) {
                cat.submit("line " + i);
                expected.append("line ").append(i).append('\n');
            }
            cat.closeInput();

            cat.waitFor();
            assertThat(cat.output().text()).isEqualTo(expected.toString());
        }

        @Test
        void isRefusedByAProcessThatHasEnded(ProcessRegistry registry) {
            BackgroundProcess process = registry.start("exit 3");
            process.waitFor();

            assertThatThrownBy(() -> process.submit("hello"))
                    .isInstanceOf(ProcessInputException.class)
                    .hasMessageMatching("""
                            Failed to write 6 bytes to process \\[exit\\]: it has ended
                              state:        exited with code 3 \\(pid %d, after \\d+ ms\\)
                              command:      exit 3
                              streams:      pipes
                              last output:  \\(none\\)
                              next:         see how it ended above""".formatted(process.pid()));
        }

        @Test
        void isRefusedAfterItWasClosed(ProcessRegistry registry) {
            BackgroundProcess process = registry.start("sleep 1000");
            process.closeInput();
            process.closeInput();

            assertThatThrownBy(() -> process.write("hello"))
                    .isInstanceOf(ProcessInputException.class)
                    .hasMessageStartingWith("Failed to write 5 bytes to process [sleep]: its input was closed");
        }

        /** A process that another thread starts inherits the read end until the JDK's helper closes descriptors that are not its own. */
        @Test
        void isRefusedByAProcessThatClosedItItself(ProcessRegistry registry) {
            BackgroundProcess process = registry.start("exec <&-; echo closed; sleep 1000");
            process.expect("closed");

            await().untilAsserted(() -> assertThatThrownBy(() -> process.write("hello"))
                    .isInstanceOf(ProcessInputException.class)
                    .hasMessageStartingWith("Failed to write 5 bytes to process [sh]: it no longer reads its input"));
        }

        @Test
        void doesNotBlockForeverIfItIsNotRead() {
            RegistryOptions options = RegistryOptions.DEFAULT.withTimeout(Duration.ofMillis(50));
            try (ProcessRegistry registry = ProcessRegistry.open(options)) {
                BackgroundProcess process = registry.start(Command.of("sleep", "1000"));

                assertThatThrownBy(() -> process.write("x".repeat(1_000_000)))
                        .isInstanceOf(ProcessInputException.class)
                        .hasMessageStartingWith(
                                "Timed out after 50 ms trying to write 1000000 bytes to process [sleep]");
            }
        }

        @Test
        void canBeInterrupted(ProcessRegistry registry) {
            BackgroundProcess process = registry.start(Command.of("sleep", "1000"));
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> process.write("x".repeat(1_000_000))).isInstanceOf(InterruptedWaitException.class);
            assertThat(Thread.interrupted()).isTrue();
        }

        @Test
        void hasNoKeysOnAPipe(ProcessRegistry registry) {
            BackgroundProcess cat = registry.start(Command.of("cat"));

            assertThatThrownBy(() -> cat.press(Key.CTRL_C))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "Failed to press CTRL_C for [cat]: it runs on pipes; start it with Command.inTerminal()");
            assertThatThrownBy(() -> cat.resize(TerminalSize.DEFAULT))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Failed to resize [cat]: it runs on pipes; start it with Command.inTerminal()");
        }
    }

    @Nested
    class Output {

        @Test
        void showsAPromptWithoutALineEnd(ProcessRegistry registry) {
            BackgroundProcess process = registry.start("printf 'name? '; read name; echo \"hello $name\"");

            process.expect("name? ");
            process.submit("Ada");

            assertThat(process.expect(Pattern.compile("hello (\\w+)")).group(1)).isEqualTo("Ada");
        }

        @Test
        void mergesErrorsInOrderByDefault(ProcessRegistry registry) {
            BackgroundProcess process = registry.start("echo 1; echo 2 >&2; echo 3");
            process.waitFor();

            assertThat(process.output().text()).isEqualTo("1\n2\n3\n");
            assertThatThrownBy(process::errors)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "Standard error of [echo] is part of its output; use Command.separateErrors() to keep it apart");
        }

        @Test
        void keepsErrorsApartOnRequest(ProcessRegistry registry) {
            BackgroundProcess process =
                    registry.start(Command.shell("echo out; echo err >&2").separateErrors());

            process.expect(Expectation.text("err").fromErrors());
            process.waitFor();

            assertThat(process.output().text()).isEqualTo("out\n");
            assertThat(process.errors().text()).isEqualTo("err\n");
            assertThat(process.diagnosis().value("last errors")).contains("(1 line)\nerr");
        }

        @Test
        void staysBoundedInAFlood(ProcessRegistry registry) {
            BackgroundProcess process = registry.start("head -c 50000000 /dev/zero; echo; echo end");
            process.waitFor();

            assertThat(process.output().totalBytes()).isEqualTo(50_000_005);
            assertThat(process.output().bytes()).hasSize(200_000);
            assertThat(process.output().text()).endsWith("\0\nend\n");
        }

        @Test
        void isNotMissedInAFlood(ProcessRegistry registry) {
            BackgroundProcess process = registry.start(
                    Command.shell("read go; head -c 3000000 /dev/zero; echo needle; head -c 3000000 /dev/zero")
                            .withKeptOutput(1000));

            process.submit("go");

            assertThat(process.expect("needle").end()).isEqualTo(new OutputMark(3_000_006));
        }
    }

    @Nested
    class Start {

        @Test
        void leadsASessionOfItsOwnWithDefaultSignals(ProcessRegistry registry) {
            BackgroundProcess process = registry.start(
                    Command.shell(Shell.BASH, "trap; cut -d' ' -f1,5,6 /proc/$$/stat; grep SigIgn /proc/$$/status"));
            process.waitFor();

            String pid = Long.toString(process.pid());
            assertThat(process.output().text())
                    .startsWith(pid + " " + pid + " " + pid + "\n")
                    .containsPattern("SigIgn:\\s+0+\n");
        }

        @Test
        void passesArgumentsAsTheyAre(ProcessRegistry registry) {
            String odd = "a b'c\"d\\e\n$HOME *é";
            BackgroundProcess process = registry.start(Command.of("printf", "%s|%s", odd, ""));
            process.waitFor();

            assertThat(process.output().text()).isEqualTo(odd + "|");
        }

        @Test
        void setsTheEnvironment(ProcessRegistry registry) {
            BackgroundProcess more = registry.start(Command.shell("echo $GREETING-$HOME")
                    .withEnv("GREETING", "hi")
                    .withoutEnv("HOME"));
            BackgroundProcess only = registry.start(Command.of("/usr/bin/env").withOnlyEnv(Map.of("A", "1")));
            more.waitFor();
            only.waitFor();

            assertThat(more.output().text()).isEqualTo("hi-\n");
            assertThat(only.output().lines())
                    .hasSize(2)
                    .contains("A=1")
                    .anyMatch(line -> line.startsWith("CURFEW_COOKIE="));
        }

        @Test
        void entersTheWorkingDirectory(ProcessRegistry registry) {
            BackgroundProcess process = registry.start(Command.of("pwd").inDirectory(registry.createDirectory()));
            process.waitFor();

            assertThat(process.output().text()).isEqualTo(registry.createDirectory() + "\n");
        }

        @Test
        void keepsTheNameThatWasTypedAsArgumentZero(ProcessRegistry registry) {
            BackgroundProcess process =
                    registry.start(Command.of("sh", "-c", "echo $0; tr '\\0' ' ' < /proc/$$/cmdline"));
            process.waitFor();

            assertThat(process.output().text()).startsWith("sh\nsh -c ");
        }

        @Test
        void runsAScriptWithoutInterpreterLineAsAShellDoes(ProcessRegistry registry) throws Exception {
            var script = registry.createDirectory().resolve("script");
            Files.writeString(script, "echo $0 $1\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
            BackgroundProcess process = registry.start(Command.of(script.toString(), "one"));
            process.waitFor();

            assertThat(process.output().text()).isEqualTo(script + " one\n");
        }
    }

    @RepeatedTest(10)
    @Tag("thorough")
    void doesNotMissWhatIsPrintedJustBeforeTheEnd(ProcessRegistry registry) {
        BackgroundProcess process = registry.start("seq 1 2000; (sleep 1000 &)");
        process.waitFor();

        assertThat(process.output().text()).endsWith("\n2000\n");
        assertThat(process.output().bytes()).hasSize(8893);
        assertThat(new String(process.output().bytes(), StandardCharsets.UTF_8)).startsWith("1\n2\n");
    }
}
