package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.curfew.process.Command;
import dev.curfew.process.TerminalSize;
import dev.curfew.sandbox.fixture.Patience;
import dev.curfew.terminal.Key;
import dev.curfew.terminal.ScreenLine;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScreenOfProcessTests {

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
    void keepsLinesThatScrollOff() {
        BackgroundProcess process = shell("seq 10");
        process.waitFor();

        assertThat(process.scrollback()).extracting(ScreenLine::text).containsExactly("1", "2", "3", "4", "5", "6");
    }

    @Test
    void showsAnUpdateThatIsNotCompletedWhenTheProgramHasEnded() {
        BackgroundProcess process = shell("printf 'before\\033[?2026h\\rafter '");
        process.waitFor();

        assertThat(process.screen().line(0)).isEqualTo("after");
    }

    @Test
    void showsAnUpdateThatIsNotCompletedWhenTheProgramPauses() {
        BackgroundProcess process = shell("printf 'before\\033[?2026h\\rafter '; exec sleep 1000");

        await().atMost(Patience.LIMIT).until(() -> process.screen().line(0).equals("after"));
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

        assertThat(process.awaitScreen(screen -> screen.contains("10%"))).isTrue();
        process.submit("");
        assertThat(process.awaitScreen(screen -> screen.contains("20%"))).isTrue();
        assertThat(process.awaitScreen(screen -> screen.contains("10%"), Duration.ofMillis(100)))
                .isFalse();
    }

    @Test
    void waitsNoLongerThanTheProcessRuns() {
        BackgroundProcess process = shell("printf 'last\\nwords'");

        assertThat(process.awaitScreen(screen -> screen.contains("first"), Duration.ofDays(1)))
                .isFalse();
        assertThat(process.awaitScreen(screen -> screen.contains("last\nwords")))
                .isTrue();
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
