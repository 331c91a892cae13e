package dev.curfew.junit.assertj;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;
import static dev.curfew.junit.assertj.Messages.assertMessageOf;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.BackgroundProcess;
import dev.curfew.process.Command;
import dev.curfew.process.TerminalSize;
import org.junit.jupiter.api.Test;

class ShowsOnScreenTests extends ProcessTestCase {

    private BackgroundProcess onTerminal(String shellLine) {
        return processes.start(Command.shell(shellLine).inTerminal(new TerminalSize(20, 4)));
    }

    @Test
    void waitsUntilAPersonSeesIt() {
        BackgroundProcess process =
                onTerminal("stty -echo; printf 'name? '; read name; printf '\\033[2J\\033[3;5HHello\\n%s' $name; cat");

        assertThat(process).showsOnScreen("name?");
        process.submit("Ada");
        assertThat(process).showsOnScreen("    Hello\nAda").isRunning();
    }

    @Test
    void seesWhatWasThereAtTheEnd() {
        assertThat(onTerminal("printf '10%%\\r100%%'"))
                .showsOnScreen("100%")
                .exits()
                .withCode(0);
    }

    @Test
    void failsIfItWasOverwritten() {
        BackgroundProcess process = onTerminal("printf '10%%\\r20%%'; read line");
        process.expect("20%");

        assertMessageOf(() -> assertThat(process).within(SHORT).showsOnScreen("10%"))
                .isEqualTo("""
                        Expected process [printf] to show "10%" on its screen, but it did not
                          waited:       TIME
                          state:        running (pid PID, up TIME)
                          command:      printf '10%%\\r20%%'; read line
                          streams:      terminal 20x4
                          last output:  (1 line)
                            | 20%
                          screen:       (20 columns, 4 rows, the last 3 empty and left out; cursor in row 0, column 3)
                            | +--------------------+
                            | |20%                 |
                            | +--------------------+""");
    }

    @Test
    void failsAtOnceIfTheProcessEnds() {
        assertMessageOf(() ->
                        assertThat(onTerminal("printf '\\033[2;1Hbye'; exit 3")).showsOnScreen("Hello\nAda"))
                .startsWith(
                        "Expected process [printf] to show \"Hello\\nAda\" on its screen, but it exited with code 3\n")
                .containsOnlyOnce("screen: ")
                .endsWith("    | |bye                 |\n    | +--------------------+");
    }

    @Test
    void needsATerminalAndAText() {
        assertThatThrownBy(() -> assertThat(startEcho()).showsOnScreen("x"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("it runs on pipes; start it with Command.inTerminal()");
        assertThatThrownBy(() -> assertThat(onTerminal("cat")).showsOnScreen(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("text must not be empty: \"\"");
    }
}
