package dev.curfew.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CommandTests {

    private static final Command CAT = Command.of("cat", "-n");

    @Test
    void runsAProgramOnMergedPipesInThisEnvironmentWithoutTimeLimits() {
        assertThat(CAT.argv()).containsExactly("cat", "-n");
        assertThat(CAT.name()).isEqualTo("cat");
        assertThat(CAT.directory()).isEmpty();
        assertThat(CAT.environment()).isEqualTo(Environment.INHERITED);
        assertThat(CAT.stdio()).isEqualTo(Stdio.MERGED_PIPES);
        assertThat(CAT.limits()).isEqualTo(Limits.DEFAULT);
    }

    @Test
    void runsALineWithAShell() {
        assertThat(Command.shell("make | tee log").argv()).containsExactly("sh", "-c", "make | tee log");
        assertThat(Command.shell(Shell.BASH, "ls").argv()).containsExactly("bash", "-c", "ls");
        assertThat(Command.shell(Shell.BASH_LOGIN, "ls").argv()).containsExactly("bash", "-lc", "ls");
    }

    @Test
    void keepsEverythingThatWasSetBefore() {
        Command full = CAT.withName("reader")
                .inDirectory(Path.of("/tmp"))
                .withEnv("COLOR", "red")
                .withoutEnv("HOME")
                .withMaxRuntime(Duration.ofMinutes(1))
                .withMaxSilence(Duration.ofSeconds(5))
                .withKeptOutput(1000)
                .withPort("port", 8080)
                .withStopSignal(Signal.INT)
                .withGrace(Duration.ofSeconds(30))
                .withCharset(StandardCharsets.ISO_8859_1)
                .withoutInput()
                .withOutputFile(Path.of("/tmp/output"), 5)
                .inTerminal();

        assertThat(full.argv()).isEqualTo(CAT.argv());
        assertThat(full.name()).isEqualTo("reader");
        assertThat(full.directory()).contains(Path.of("/tmp"));
        assertThat(full.environment()).isEqualTo(new Environment(true, Map.of("COLOR", "red"), Set.of("HOME")));
        assertThat(full.limits())
                .isEqualTo(Limits.DEFAULT
                        .withRuntime(Duration.ofMinutes(1))
                        .withSilence(Duration.ofSeconds(5))
                        .withOutputBytes(1000));
        assertThat(full.stdio()).isEqualTo(new Stdio.Terminal(TerminalSize.DEFAULT));
        assertThat(full.ports()).isEqualTo(Map.of("port", 8080));
        assertThat(full.stopSignal()).contains(Signal.INT);
        assertThat(full.grace()).contains(Duration.ofSeconds(30));
        assertThat(full.charset()).isEqualTo(StandardCharsets.ISO_8859_1);
        assertThat(full.outputFile()).contains(new OutputFile(Path.of("/tmp/output"), 5));
        assertThat(full.hasInput()).as("input of a terminal").isTrue();
        assertThat(full.separateErrors().hasInput()).isFalse();
    }

    @Test
    void fillsInThePortsThatAreKnown() {
        Command server = Command.of("server", "--port", "${port}", "--admin=${admin}", "${other}")
                .withPort("port", 8080)
                .withEnv("URL", "http://127.0.0.1:${port}/${admin}")
                .withFreePort("admin");

        assertThat(server.argv()).containsExactly("server", "--port", "8080", "--admin=${admin}", "${other}");
        assertThat(server.environment().set()).containsEntry("URL", "http://127.0.0.1:8080/${admin}");
        assertThat(server.withPort("port", 9090).argv()).contains("9090");
        assertThat(server.ports()).isEqualTo(Map.of("port", 8080, "admin", 0));
        assertThat(CAT.stopSignal()).isEmpty();
        assertThat(CAT.grace()).isEmpty();
        assertThat(CAT.charset()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(CAT.hasInput()).isTrue();
    }

    @Test
    void refusesPortsThatCannotBeUsed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CAT.withFreePort("my port"))
                .withMessage("port must be named by letters, digits and underscores: \"my port\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CAT.withPort("port", 0))
                .withMessage("number must be from 1 to 65535: 0");
        assertThatIllegalArgumentException().isThrownBy(() -> CAT.withGrace(Duration.ZERO));
    }

    @Test
    void leavesTheCommandThatIsVariedAlone() {
        CAT.withName("other")
                .inDirectory(Path.of("/"))
                .withEnv("A", "b")
                .withoutEnv("C")
                .inTerminal();
        CAT.withMaxRuntime(Duration.ofSeconds(1))
                .withMaxSilence(Duration.ofSeconds(1))
                .withKeptOutput(1);

        runsAProgramOnMergedPipesInThisEnvironmentWithoutTimeLimits();
    }

    @Test
    void equalsTheCommandOfTheSameParts() {
        Supplier<Command> full = () -> Command.of("cat", "-n")
                .withName("reader")
                .inDirectory(Path.of("/tmp"))
                .withEnv("COLOR", "red")
                .withMaxRuntime(Duration.ofMinutes(1))
                .inTerminal();

        assertThat(full.get()).isEqualTo(full.get()).hasSameHashCodeAs(full.get());
        assertThat(CAT.withName("cat")).isEqualTo(CAT);
        assertThat(CAT).isNotEqualTo(null).isNotEqualTo("cat -n");
    }

    @Test
    void differsInAnyPart() {
        List<Command> different = List.of(
                CAT,
                Command.of("cat"),
                CAT.withName("other"),
                CAT.inDirectory(Path.of("/")),
                CAT.withEnv("A", "b"),
                CAT.separateErrors(),
                CAT.withKeptOutput(1));

        assertThat(different).doesNotHaveDuplicates();
    }

    @Test
    void copiesTheArgumentsItIsGiven() {
        List<String> argv = new ArrayList<>(List.of("echo", "one"));
        Command echo = Command.of(argv);
        argv.set(1, "two");

        assertThat(echo.argv()).containsExactly("echo", "one").isUnmodifiable();
    }

    @Test
    void choosesItsStreamsLastCallFirst() {
        TerminalSize size = new TerminalSize(80, 24);

        assertThat(CAT.inTerminal(size).stdio()).isEqualTo(new Stdio.Terminal(size));
        assertThat(CAT.inTerminal().separateErrors().stdio()).isEqualTo(Stdio.SEPARATE_PIPES);
        assertThat(CAT.separateErrors().inTerminal().stdio()).isInstanceOf(Stdio.Terminal.class);
    }

    @Test
    void replacesTheWholeEnvironment() {
        Command bare = CAT.withEnv("A", "1").withOnlyEnv(Map.of("B", "2"));

        assertThat(bare.environment()).isEqualTo(new Environment(false, Map.of("B", "2"), Set.of()));
    }

    @Nested
    class BadInput {

        @Test
        void isAnEmptyArgv() {
            refuses("argv must name a program: []", () -> Command.of(List.of()));
        }

        @Test
        void isAnEmptyProgram() {
            refuses("program must not be empty: \"\"", () -> Command.of("", "argument"));
        }

        @Test
        void isANulInTheProgram() {
            refuses(
                    "program must not contain a NUL character: found at index 2 of \"ca\\0t\"",
                    () -> Command.of("ca\0t"));
        }

        @Test
        void isANulInAnArgument() {
            refuses(
                    "argument 2 must not contain a NUL character: found at index 0 of \"\\0\"",
                    () -> Command.of("cat", "-n", "\0"));
        }

        @Test
        void isABlankShellLine() {
            refuses("shell line must not be blank: \" \"", () -> Command.shell(" "));
        }

        @Test
        void isANulInAShellLine() {
            refuses(
                    "shell line must not contain a NUL character: found at index 4 of \"echo\\0\"",
                    () -> Command.shell("echo\0"));
        }

        @Test
        void isABlankName() {
            refuses("name must not be blank: \"\"", () -> CAT.withName(""));
        }

        @Test
        void isALimitThatIsNotPositive() {
            refuses("maxRuntime must be longer than zero: PT0S", () -> CAT.withMaxRuntime(Duration.ZERO));
            refuses("maxSilence must be longer than zero: PT-1S", () -> CAT.withMaxSilence(Duration.ofSeconds(-1)));
            refuses("outputBytes must be positive: 0", () -> CAT.withKeptOutput(0));
        }

        @Test
        void isNull() {
            assertThatNullPointerException()
                    .isThrownBy(() -> Command.of((String) null))
                    .withMessage("program");
            assertThatNullPointerException()
                    .isThrownBy(() -> CAT.inDirectory(null))
                    .withMessage("directory");
            assertThatNullPointerException()
                    .isThrownBy(() -> CAT.withMaxRuntime(null))
                    .withMessage("maxRuntime");
            assertThatNullPointerException()
                    .isThrownBy(() -> CAT.withMaxSilence(null))
                    .withMessage("maxSilence");
            assertThatNullPointerException()
                    .isThrownBy(() -> CAT.inTerminal(null))
                    .withMessage("size");
            assertThatNullPointerException()
                    .isThrownBy(() -> Command.shell(null))
                    .withMessage("shell line");
        }

        private static void refuses(String message, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
            assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
        }
    }

    @Test
    void answersQueriesOnlyInATerminal() {
        assertThatThrownBy(() -> Command.of("tput", "cup").answerQueries())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("answerQueries() needs a terminal, but [tput] runs on pipes: call inTerminal() first");
    }
}
