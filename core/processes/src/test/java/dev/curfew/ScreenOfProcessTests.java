package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.curfew.diagnosis.UnexpectedScreenException;
import dev.curfew.process.Command;
import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Key;
import dev.curfew.terminal.Locator;
import dev.curfew.terminal.ScreenMatch;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScreenOfProcessTests {

    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration FOREVER = Duration.ofDays(1);

    private final ProcessRegistry registry = ProcessRegistry.open();

    @AfterEach
    void end() {
        registry.close();
    }

    private BackgroundProcess shell(String line) {
        return registry.start(Command.shell(line).inTerminal(new TerminalSize(40, 5)));
    }

    @Test
    void showsWhatAPersonSees() {
        BackgroundProcess process = shell("printf '10%%\\r20%%\\n\\033[4;3Hhere'");
        process.waitFor();

        assertThat(process.screen().lines()).containsExactly("20%", "", "", "  here", "");
        assertThat(process.screen().cursorRow()).isEqualTo(3);
    }

    @Test
    void isExactThoughTheLogHasDroppedItsBeginning() {
        BackgroundProcess process =
                registry.start(Command.shell("printf '\\033[1;2r\\033[5;1Hfixed\\033[1;1H'; seq 100000; printf end")
                        .inTerminal(new TerminalSize(40, 5))
                        .withKeptOutput(1000));
        process.waitFor();

        assertThat(process.output().droppedBytes()).isPositive();
        assertThat(process.screen().lines()).containsExactly("100000", "end", "", "", "fixed");
    }

    @Test
    void followsTheSizeOfTheTerminal() {
        BackgroundProcess process = shell(
                "trap 'printf \"\\033[2J\\033[H\"; stty size' WINCH; echo ready;" + " while :; do sleep 0.02; done");
        process.expect("ready");
        process.resize(new TerminalSize(60, 7));
        process.expect("7 60");

        assertThat(process.screen().rows()).isEqualTo(7);
        assertThat(process.screen().line(0)).isEqualTo("7 60");
    }

    @Test
    void editsInReadline() {
        BackgroundProcess bash = registry.start(Command.of("bash", "--norc", "-i")
                .withEnv("PS1", "$ ")
                .withEnv("HISTFILE", "")
                .inTerminal(new TerminalSize(20, 5)));
        bash.expect("$ ");
        bash.write("echo a line that wraps");
        bash.press(Key.ctrl('A'), Key.ctrl('D'));
        bash.write("E");

        await().untilAsserted(() -> assertThat(bash.screen().text()).isEqualTo("$ Echo a line that w\nraps"));
    }

    @Test
    void waitsUntilTheScreenIsAsItHasToBe() {
        BackgroundProcess process = shell("stty -echo; printf '10%%'; read line; printf '\\r20%%'; read line");

        assertThat(process.awaitScreen(screen -> screen.contains("10%")).text()).isEqualTo("10%");
        process.submit("");
        process.awaitScreen(screen -> screen.contains("20%"));
        assertThatExceptionOfType(UnexpectedScreenException.class)
                .isThrownBy(() -> process.awaitScreen(screen -> screen.contains("10%"), SHORT))
                .withMessageStartingWith("Timed out waiting for the screen of process [")
                .withMessageContaining("|20% ");
    }

    @Test
    void waitsNoLongerThanTheProcessRuns() {
        BackgroundProcess process = shell("printf 'last\\nwords'");

        assertThatExceptionOfType(UnexpectedScreenException.class)
                .isThrownBy(() -> process.awaitScreen(screen -> screen.contains("first"), FOREVER))
                .withMessageContaining("ended before the awaited screen appeared")
                .withMessageContaining("|words ");
        process.awaitScreen(screen -> screen.contains("last\nwords"));
    }

    @Test
    void waitsUntilThereIsOneMatch() {
        BackgroundProcess process =
                shell("stty -echo; printf 'Save Save'; read line; printf '\\033[H\\033[KSave'; cat");
        Locator save = Locator.text("Save");
        process.awaitScreen(screen -> screen.contains("Save Save"));

        assertThatExceptionOfType(UnexpectedScreenException.class)
                .isThrownBy(() -> process.locate(save, SHORT))
                .satisfies(failure ->
                        assertThat(failure.diagnosis().value("found")).contains("2, marked with ^"))
                .withMessageContaining(":^^^^ ^^^^ ")
                .withMessageContaining("state: ");
        process.submit("");
        assertThat(process.locate(save)).isEqualTo(new ScreenMatch(0, 0, 4, "Save"));
    }

    @Test
    void findsEntriesOfAMenu() {
        BackgroundProcess menu = shell("stty -echo; printf '\\033[2J\\033[HSettings\\033[2;3HSave\\033[3;3HReset';"
                + " read line; printf '\\033[5;1Hsaved'; cat");

        assertThat(menu.locate(Locator.text("Save").after(Locator.text("Settings"))))
                .isEqualTo(new ScreenMatch(1, 2, 4, "Save"));
        menu.submit("");
        assertThat(menu.locate(Locator.text("saved").inRow(4)).column()).isZero();
    }

    @Test
    void isStableWhenTheProcessHasEnded() {
        assertThat(shell("printf 'last words'").awaitStableScreen(FOREVER).text())
                .isEqualTo("last words");
    }

    @Test
    void isNotStableBeforeItHasBeenQuiet() {
        BackgroundProcess process = shell("printf start; cat");

        assertThatExceptionOfType(UnexpectedScreenException.class)
                .isThrownBy(() -> process.awaitStableScreen(FOREVER, SHORT))
                .satisfies(failure -> assertThat(failure.diagnosis().value("awaited"))
                        .hasValueSatisfying(awaited ->
                                assertThat(awaited).startsWith("a screen that is not empty and does not change for ")));
        assertThat(process.awaitScreen(screen -> screen.contains("start"))).isEqualTo(process.awaitStableScreen(SHORT));
    }

    @Test
    void isInTheDiagnosisOfProgramsThatDraw() {
        BackgroundProcess process = shell("printf '\\033[2J\\033[2;3Hmenu \u65e5'; cat");
        process.awaitScreen(screen -> screen.contains("menu"));

        assertThat(process.diagnosis().value("screen")).contains("""
                (40 columns, 5 rows, the last 3 empty and left out; cursor in row 1, column 9)
                +----------------------------------------+
                |                                        |
                |  menu 日                               |
                +----------------------------------------+""");
    }

    @Test
    void isNotInTheDiagnosisOfProgramsThatPrintLines() {
        BackgroundProcess process = shell("printf '\\033[1mfirst\\033[0m\\n10%%\\r20%%\\033[K\\nlast\\n'");
        process.waitFor();

        assertThat(process.diagnosis().value("screen")).isEmpty();
        assertThat(process.diagnosis().value("last output")).isPresent();
    }

    @Test
    void answersQueriesOnRequest() {
        String ask =
                "stty -echo -icanon min 1; printf 'ab\\033[6n\\033[5n\\033[18t'; head -c 19 | od -An -c; echo done";
        BackgroundProcess process = registry.start(
                Command.shell(ask).inTerminal(new TerminalSize(40, 5)).answerQueries());
        process.expect("done");

        assertThat(process.output().text().replaceAll("\\s", "")).contains("033[1;3R033[0n033[8;5;4");
    }

    @Test
    void answersNothingUnlessAsked() {
        BackgroundProcess process =
                shell("stty -echo -icanon min 0 time 3; printf '\\033[5n'; head -c 4 | wc -c; echo done");
        process.expect("0");
        process.expect("done");
    }

    @Test
    void thereIsNoneOnPipes() {
        BackgroundProcess process = registry.start("true");

        assertThatIllegalStateException()
                .isThrownBy(() -> process.awaitScreen(screen -> true))
                .withMessageContaining("Failed to wait for the screen of [true]: it runs on pipes");

        assertThatIllegalStateException()
                .isThrownBy(process::screen)
                .withMessage(
                        "Failed to show the screen of [true]: it runs on pipes; start it with Command.inTerminal()");
    }
}
