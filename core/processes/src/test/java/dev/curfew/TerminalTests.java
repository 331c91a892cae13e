package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.diagnosis.ProcessInputException;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.Shell;
import dev.curfew.process.Signal;
import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Key;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnScope.class)
class TerminalTests {

    private static Command inTerminal(String line) {
        return Command.shell(line).inTerminal();
    }

    /** Faults of pty4j that Curfew works around; each of these tests fails without the workaround. */
    @Nested
    class TrapsOfPty4j {

        @Test
        void sizeIsSetBeforeTheCommandCanLook(ProcessRegistry registry) {
            assertSizeIsSetFor(8, registry);
        }

        @Test
        @Tag("thorough")
        void sizeIsSetBeforeAnyOfManyCommandsCanLook(ProcessRegistry registry) {
            assertSizeIsSetFor(100, registry);
        }

        private void assertSizeIsSetFor(int commands, ProcessRegistry registry) {
            Command size = Command.of("stty", "size").inTerminal(new TerminalSize(101, 37));
            List<String> sizes = IntStream.range(0, commands)
                    .parallel()
                    .mapToObj(i -> registry.start(size))
                    .map(process -> process.expect(Pattern.compile(".+\n")).text())
                    .toList();

            assertThat(sizes).hasSize(commands).containsOnly("37 101\n");
        }

        @Test
        void interruptTypedAtOnceIsNotLost(ProcessRegistry registry) {
            assertInterruptArrives(3, registry);
        }

        @Test
        @Tag("thorough")
        void noneOfManyInterruptsTypedAtOnceIsLost(ProcessRegistry registry) {
            assertInterruptArrives(30, registry);
        }

        private void assertInterruptArrives(int times, ProcessRegistry registry) {
            for (int i = 0; i < times; i++) {
                BackgroundProcess process =
                        registry.start(Command.of("sleep", "1000").inTerminal());
                process.press(Key.CTRL_C);

                assertThat(process.waitFor()).isEqualTo(new ExitStatus.Signaled(Signal.INT));
            }
        }

        @Test
        void closingOneTerminalDoesNotHangUpAnother(ProcessRegistry registry) {
            assertNoneIsHungUp(20, registry);
        }

        @Test
        @Tag("thorough")
        void closingAnyOfManyTerminalsDoesNotHangUpAnother(ProcessRegistry registry) {
            assertNoneIsHungUp(600, registry);
        }

        private void assertNoneIsHungUp(int terminals, ProcessRegistry registry) {
            List<String> ends = IntStream.range(0, terminals)
                    .parallel()
                    .mapToObj(i -> registry.start(inTerminal("echo tag-" + i)))
                    .map(process ->
                            process.waitFor() + " " + process.output().text().replaceAll("\\d", ""))
                    .distinct()
                    .toList();

            assertThat(ends).containsExactly("Exited[code=0] tag-\n");
        }

        @Test
        void largePasteArrivesWhole(ProcessRegistry registry) {
            BackgroundProcess count =
                    registry.start(inTerminal("stty raw -echo; echo ready; head -c 1000000 | cksum; stty sane"));
            count.expect("ready");
            StringBuilder paste = new StringBuilder();
            while (paste.length() < 1_000_000) {
                paste.append("the quick brown fox jumps over the lazy dog ")
                        .append(paste.length())
                        .append('\n');
            }
            paste.setLength(1_000_000);

            count.write(paste.toString());

            BackgroundProcess same = registry.start(Command.of("cksum"));
            same.write(paste.toString());
            same.closeInput();
            String sum = same.expect(Pattern.compile("\\d+ \\d+")).text();
            assertThat(count.expect(Pattern.compile("\\d+ \\d+\\s")).text().strip())
                    .isEqualTo(sum);
        }

        @Test
        void unusableWorkingDirectoryIsNotIgnored(ProcessRegistry registry) {
            Command command =
                    Command.of("pwd").inDirectory(Path.of("/no/such/folder")).inTerminal();

            assertThatThrownBy(() -> registry.start(command)).isInstanceOf(SpawnException.class);
        }

        @Test
        void missingProgramIsNamed(ProcessRegistry registry) {
            assertThatThrownBy(
                            () -> registry.start(Command.of("/no/such/program").inTerminal()))
                    .isInstanceOf(SpawnException.class)
                    .hasMessageStartingWith("Failed to start [program]: program does not exist");
        }

        @Test
        void noFileIsLeftInTheTempFolder(ProcessRegistry registry) throws Exception {
            Path temp = Files.createDirectory(registry.createDirectory().resolve("temp"));
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            BackgroundProcess jvm = registry.start(Command.of(
                    java,
                    "-Djava.io.tmpdir=" + temp,
                    "-cp",
                    System.getProperty("java.class.path"),
                    OneTerminal.class.getName()));

            assertThat(jvm.waitFor()).isEqualTo(new ExitStatus.Exited(0));
            assertThat(jvm.output().text()).doesNotContain("SLF4J");
            File[] left = temp.toFile().listFiles((folder, name) -> !name.startsWith("hsperfdata"));
            assertThat(left)
                    .singleElement()
                    .satisfies(only -> assertThat(only.list())
                            .as("what is left in " + only + " besides programs")
                            .containsExactly("bin"));
        }
    }

    @Test
    void mergesLineEndsAndStripsEscapes(ProcessRegistry registry) {
        BackgroundProcess process = registry.start(inTerminal("printf '\\033[1mbold\\033[0m\\nplain\\n'"));
        process.waitFor();

        assertThat(process.output().text()).isEqualTo("bold\nplain\n");
        assertThat(process.output().raw()).isEqualTo("\u001B[1mbold\u001B[0m\r\nplain\r\n");
    }

    @Test
    void breaksNoCharacterHoweverMuchIsPrinted(ProcessRegistry registry) {
        BackgroundProcess process =
                registry.start(inTerminal("i=0; while [ $i -lt 5000 ]; do printf 'ä€😀'; i=$((i+1)); done"));

        process.waitFor();

        assertThat(process.output().text()).isEqualTo("ä€😀".repeat(5000));
    }

    /** It prints a carriage return between the line that was typed and the answer. */
    @Test
    void mergesTheLineEndsOfReadline(ProcessRegistry registry) {
        BackgroundProcess bash = registry.start(Command.of("bash", "--norc", "--noprofile")
                .withEnv("TERM", "xterm-256color")
                .withEnv("PS1", "> ")
                .withEnv("HISTFILE", "")
                .inTerminal());
        bash.expect("> ");
        bash.submit("echo $((6 * 7))");

        assertThat(bash.expect("6 * 7))\n42\n> ").before()).isEqualTo("echo $((");
        assertThat(bash.output().raw()).contains("\n\u001B[?2004l\r42");
    }

    @Test
    void echoesWhatIsTypedUntilEchoIsOff(ProcessRegistry registry) {
        BackgroundProcess process = registry.start(
                inTerminal("read name; stty -echo; echo secret?; read secret; stty echo; echo \"<$secret>\""));

        process.submit("visible");
        process.expect("secret?\n");
        process.submit("hidden");
        process.waitFor();

        assertThat(process.output().text()).isEqualTo("visible\nsecret?\n<hidden>\n");
    }

    @Test
    void resizeReachesTheCommand(ProcessRegistry registry) {
        BackgroundProcess process = registry.start(
                Command.shell(Shell.BASH, "trap 'stty size; exit' WINCH; echo ready; while :; do sleep 0.01; done")
                        .inTerminal());
        process.expect("ready");

        process.resize(new TerminalSize(132, 43));

        process.expect("43 132");
    }

    @Test
    void endOfFileEndsTheInput(ProcessRegistry registry) {
        BackgroundProcess atLineStart = registry.start(Command.of("cat").inTerminal());
        BackgroundProcess inLine = registry.start(Command.of("cat").inTerminal());

        atLineStart.submit("whole line");
        atLineStart.closeInput();
        inLine.write("half a line");
        inLine.closeInput();

        assertThat(atLineStart.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(inLine.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(inLine.output().text()).contains("half a linehalf a line");
    }

    @Test
    void lineThatItsTerminalWouldCutIsRefused(ProcessRegistry registry) {
        BackgroundProcess process = registry.start(Command.of("cat").inTerminal());

        process.submit("x".repeat(4095));
        assertThatThrownBy(() -> process.submit("y".repeat(4096)))
                .isInstanceOf(ProcessInputException.class)
                .hasMessageStartingWith("Failed to submit a line of 4096 bytes to process [cat]: "
                        + "its terminal takes 4095 bytes a line and drops the rest\n");
        assertThat(process.output().text()).doesNotContain("y");
    }

    @Test
    void lineOfAnyLengthReachesAProgramThatReadsKeys(ProcessRegistry registry) {
        BackgroundProcess process =
                registry.start(inTerminal("stty raw -echo; echo ready; head -c 10000 | wc -c; stty sane"));
        process.expect("ready");

        process.submit("x".repeat(9_999));

        process.expect("10000");
    }

    @Test
    void theCommandControlsItsTerminal(ProcessRegistry registry) {
        BackgroundProcess process = registry.start(
                inTerminal("tty; ps -o pid=,tpgid= -p $$; echo $TERM").withoutEnv("TERM"));
        process.waitFor();

        assertThat(process.output().text())
                .matches("/dev/pts/\\d+\n\\s*" + process.pid() + "\\s+" + process.pid() + "\nxterm-256color\n");
    }

    @Test
    void keysAreWhatXtermSends(ProcessRegistry registry) {
        BackgroundProcess process =
                registry.start(inTerminal("stty raw -echo; echo ready; head -c 13 | od -An -c; stty sane"));
        process.expect("ready");

        process.press(Key.UP, Key.function(5), Key.TAB, Key.CTRL_C, Key.BACKSPACE, Key.ctrl('a'), Key.ESCAPE);

        process.expect(
                Pattern.compile("033\\s+\\[\\s+A\\s+033\\s+\\[\\s+1\\s+5\\s+~\\s+\\\\t\\s+003\\s+177\\s+001\\s+033"));
    }

    @Test
    void interactiveShellEndsWithinTheGrace() {
        ProcessRegistry registry = ProcessRegistry.open(
                RegistryOptions.DEFAULT.withKillPolicy(new KillPolicy(Duration.ofSeconds(25), Duration.ofSeconds(30))));
        BackgroundProcess shell = registry.start(Command.of("bash", "--norc", "-i")
                .withEnv("HISTFILE", "/dev/null")
                .withEnv("PS1", "ready> ")
                .inTerminal());
        shell.expect("ready> ");

        assertThat(registry.end().trees())
                .singleElement()
                .satisfies(tree -> assertThat(tree.killed()).isZero());
        assertThat(shell.exitStatus()).contains(new ExitStatus.Killed(Signal.HUP, "its scope ended"));
    }

    /** readline loses a signal that arrives just before it reads; this program ignores the first one in the same way. */
    @Test
    void programThatMissesAHangUpGetsAnotherOne() {
        ProcessRegistry registry = ProcessRegistry.open(
                RegistryOptions.DEFAULT.withKillPolicy(new KillPolicy(Duration.ofSeconds(25), Duration.ofSeconds(30))));
        BackgroundProcess deaf = registry.start(Command.shell(
                        Shell.BASH,
                        "trap 'echo asked' TERM; trap 'echo missed; trap \"echo leaves; exit 3\" HUP' HUP; echo ready;"
                                + " while :; do sleep 0.02; done")
                .inTerminal());
        deaf.expect("ready");

        assertThat(registry.end().trees())
                .singleElement()
                .satisfies(tree -> assertThat(tree.killed()).isZero());
        assertThat(deaf.exitStatus()).contains(new ExitStatus.Exited(3));
        assertThat(deaf.output().text()).containsOnlyOnce("asked").containsSubsequence("missed", "leaves");
    }

    /** The main program of a JVM whose temp folder is looked at afterwards. */
    static final class OneTerminal {
        public static void main(String[] arguments) {
            try (ProcessRegistry registry = ProcessRegistry.open()) {
                registry.start(inTerminal("echo hello")).expect("hello");
                registry.createDirectory();
            }
        }
    }
}
