package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.curfew.diagnosis.ProcessInputException;
import dev.curfew.process.Command;
import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.ScreenMatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that depends on the modes of the terminal, and its failures. */
@ExtendWith(OwnScope.class)
class InputModesTests {

    private static final TerminalSize SMALL = new TerminalSize(40, 5);

    /** A program that switches on modes, and prints what it receives: {@code ^[} is the escape character. */
    private static BackgroundProcess start(ProcessRegistry registry, String modes) {
        BackgroundProcess process =
                registry.start(Command.shell("stty raw -echo; printf '" + modes + "ready\\n'; exec cat -v")
                        .inTerminal(SMALL));
        process.expect("ready\n");
        return process;
    }

    @Test
    void pastesInBrackets(ProcessRegistry registry) {
        BackgroundProcess process = start(registry, "\\033[?2004h");

        process.paste("one\ntwo");

        process.expect("^[[200~one^Mtwo^[[201~");
    }

    @Test
    void clicksDragsAndScrolls(ProcessRegistry registry) {
        BackgroundProcess process = start(registry, "\\033[?1002h\\033[?1006h");

        process.click(1, 2);
        process.expect("^[[<0;3;2M^[[<0;3;2m");
        process.click(new ScreenMatch(1, 4, 4, "Save"));
        process.expect("^[[<0;7;2M^[[<0;7;2m");
        process.drag(0, 0, 4, 39);
        process.expect("^[[<0;1;1M^[[<32;40;5M^[[<0;40;5m");
        process.scroll(0, 0, -2);
        process.expect("^[[<64;1;1M^[[<64;1;1M");
    }

    @Test
    void changesTheFocusWhereThatIsRequested(ProcessRegistry registry) {
        BackgroundProcess deaf = start(registry, "");
        deaf.loseFocus();
        deaf.write(".");
        deaf.expect(".");
        assertThat(deaf.output().text()).endsWith("ready\n.");

        BackgroundProcess process = start(registry, "\\033[?1004h");
        process.loseFocus();
        process.gainFocus();
        process.expect("^[[O^[[I");
    }

    @Test
    void clicksOnlyWhereThatIsRequested(ProcessRegistry registry) {
        BackgroundProcess process = start(registry, "");

        assertThatExceptionOfType(ProcessInputException.class)
                .isThrownBy(() -> process.click(1, 1))
                .withMessageStartingWith("Failed to click in process [")
                .withMessageContaining("]: it has not switched on these mouse events\n")
                .withMessageEndingWith("wait until it has drawn its screen; it may need an option for the mouse");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> process.click(5, 0))
                .withMessage("row must be from 0 to 4: 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> process.scroll(0, 0, 0))
                .withMessage("notches must be from -1000 to 1000, and not zero: 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1001, 1001, Integer.MAX_VALUE})
    void scrollsNotWithoutBounds(int notches, ProcessRegistry registry) {
        BackgroundProcess process = registry.start(Command.of("cat").inTerminal());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> process.scroll(0, 0, notches))
                .withMessage("notches must be from -1000 to 1000, and not zero: " + notches);
    }

    @Test
    void needsATerminal(ProcessRegistry registry) {
        BackgroundProcess cat = registry.start(Command.of("cat"));

        assertThatIllegalStateException()
                .isThrownBy(() -> cat.paste("text"))
                .withMessage("Failed to paste into [cat]: it runs on pipes; start it with Command.inTerminal()");
        assertThatIllegalStateException()
                .isThrownBy(() -> cat.click(0, 0))
                .withMessageStartingWith("Failed to click in [cat]: it runs on pipes");
        assertThatIllegalStateException()
                .isThrownBy(cat::gainFocus)
                .withMessageStartingWith("Failed to change the focus of [cat]: it runs on pipes");
    }

    @Test
    void submitsSecretsOnPipesAtOnce(ProcessRegistry registry) {
        BackgroundProcess cat = registry.start(Command.of("cat"));

        cat.submitSecret("open sesame");

        cat.expect("open sesame\n");
    }

    @Test
    void submitsNoSecretToAProgramThatHasEnded(ProcessRegistry registry) {
        BackgroundProcess over = registry.start(Command.of("true").inTerminal());
        over.waitFor();

        assertThatExceptionOfType(ProcessInputException.class)
                .isThrownBy(() -> over.submitSecret("open sesame"))
                .withMessageStartingWith("Failed to submit a secret to process [true]: it has ended\n");
    }
}
