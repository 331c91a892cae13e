package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.ProcessInputException;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Key;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a command sees of its terminal, and what the terminal shows. */
interface TerminalContract extends InSandbox {

    /** {@return a process on a terminal} */
    default BackgroundProcess startInTerminal(String script, String... arguments) {
        return processes().start(InSandbox.script(script, arguments).inTerminal(new TerminalSize(101, 37)));
    }

    @Test
    default void givesACommandATerminal() {
        BackgroundProcess process =
                startInTerminal("[ -t 0 ] && [ -t 1 ] && [ -t 2 ] && echo yes; readlink /proc/self/fd/0; exit 5");

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(5));
        assertThat(process.output().text()).matches("yes\n/dev/(pts/\\d+|console)\n");
    }

    @Test
    default void isNoTerminalOtherwise() {
        assertThat(run("[ -t 0 ] || [ -t 1 ] || [ -t 2 ] || echo no")).isEqualTo("no\n");
    }

    @Test
    @Entering
    default void isTheControllingTerminal() {
        BackgroundProcess process =
                startInTerminal("echo through the door >/dev/tty; echo $$; read -r stat </proc/$$/stat;"
                        + " set -- ${stat##*) }; echo session $4 foreground $6");

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(process.output().text())
                .isEqualTo("through the door\n%1$d\nsession %1$d foreground %1$d\n".formatted(process.pid()));
    }

    @Test
    @Entering
    default void hasItsSizeFromTheBeginning() {
        for (int i = 0; i < 2; i++) {
            assertThat(InSandbox.outputOf(startInTerminal("stty size"))).isEqualTo("37 101\n");
        }
    }

    @Test
    @Entering
    default void canBeResized() {
        BackgroundProcess process =
                startInTerminal("trap 'echo now $(stty size)' WINCH; echo ready; while :; do sleep 0.05; done");
        process.expect("ready");

        process.resize(new TerminalSize(66, 22));
        process.expect("now 22 66\n");
        process.resize(new TerminalSize(300, 100));
        process.expect("now 100 300\n");
        kill(process);
    }

    @Test
    default void echoesWhatIsTyped() {
        BackgroundProcess process = startInTerminal("echo ready; read -r line; echo \"got $line\"");
        process.expect("ready\n");

        process.submit("typed");

        process.expect("typed\ngot typed\n");
        process.waitFor();
    }

    @Test
    default void hidesWhatIsTypedOnRequest() {
        BackgroundProcess process = startInTerminal(
                "stty -echo; printf 'password: '; read -r word; stty echo; echo; echo \"${#word} letters\"");
        process.expect("password: ");

        process.submit("sesame");

        process.expect("6 letters\n");
        process.waitFor();
        assertThat(process.output().raw()).doesNotContain("sesame");
    }

    /** The prompt appears before the echo is off, as that of most programs does. */
    @Test
    @Entering
    default void hidesASecret() {
        BackgroundProcess process = startInTerminal("printf 'password: '; sleep 0.2; stty -echo; read -r word;"
                + " stty echo; echo; echo \"${#word} letters\"; echo $word");
        process.expect("password: ");

        process.submitSecret("open sesame");

        process.expect("11 letters\nopen sesame\n");
        process.waitFor();
        assertThat(process.output().raw()).containsOnlyOnce("sesame");
        assertThat(process.diagnosis().render()).contains("| [redacted]").doesNotContain("sesame");
    }

    @Test
    default void typesNoSecretWhileItWouldBeShown() {
        inOwnScope(OPTIONS.withTimeout(Duration.ofMillis(300)), scope -> {
            BackgroundProcess process = scope.start(InSandbox.script("cat").inTerminal());

            assertThatExceptionOfType(ProcessInputException.class)
                    .isThrownBy(() -> process.submitSecret("open sesame"))
                    .withMessageContaining("its terminal still shows what is typed");

            assertThat(process.output().text()).isEmpty();
        });
    }

    @Test
    @Entering
    default void erasesWholeCharacters() {
        BackgroundProcess process =
                startInTerminal("echo ready; read -r line; printf '<%s>' \"$line\" | od -An -tx1 | tr -d '\\n'");
        process.expect("ready");

        process.write("a\u00FC");
        process.press(Key.BACKSPACE);
        process.submit("b");

        process.expect("3c 61 62 3e");
        process.waitFor();
    }

    @Test
    default void passesEscapeSequencesAsTheyAre() {
        BackgroundProcess process = startInTerminal("printf '\\033[31mred\\033[0m\\t\\342\\202\\254\\n'");

        process.waitFor();

        assertThat(process.output().raw()).isEqualTo("\u001b[31mred\u001b[0m\t€\r\n");
        assertThat(process.output().text()).isEqualTo("red\t€\n");
    }

    @Test
    default void readsSingleKeys() {
        BackgroundProcess process = startInTerminal(
                "stty raw -echo; echo ready; dd bs=1 count=4 2>/dev/null | od -An -tx1 | tr -d '\\n'; stty sane");
        process.expect("ready");

        process.write(new byte[] {3, 4, 0x7f, (byte) 0xff});

        process.expect("03 04 7f ff");
        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(0));
    }

    @Test
    default void showsAllOutputAtTheEnd() {
        for (int i = 0; i < 2; i++) {
            BackgroundProcess process = startInTerminal("seq 1 5000; printf last");

            process.waitFor();

            assertThat(process.output().text()).endsWith("\n5000\nlast");
            assertThat(process.output().lines()).hasSize(5001);
        }
    }

    @Test
    default void tellsTheKindOfTheTerminal() {
        BackgroundProcess process = startInTerminal("echo ${TERM:-none}");

        assertThat(InSandbox.outputOf(process)).isNotIn("none\n", "dumb\n");
    }

    @Test
    default void takesALongLine() {
        String line = "word ".repeat(600);
        BackgroundProcess process = startInTerminal("stty -echo; echo ready; read -r line; echo ${#line}");
        process.expect("ready");

        process.submit(line + ".");

        process.expect("3001\n");
        process.waitFor();
    }
}
