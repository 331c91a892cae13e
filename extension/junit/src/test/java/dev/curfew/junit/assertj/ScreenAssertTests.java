package dev.curfew.junit.assertj;

import static dev.curfew.junit.assertj.CurfewAssertFactories.SCREEN;
import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;
import static dev.curfew.junit.assertj.Messages.assertMessageOf;
import static dev.curfew.junit.assertj.Messages.failureOf;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.UnexpectedScreenException;
import dev.curfew.emulator.Screens;
import dev.curfew.junit.snapshot.SnapshotMode;
import dev.curfew.process.Command;
import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Locator;
import dev.curfew.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScreenAssertTests extends ProcessTestCase {

    private static final String FRAME = """
            +----------+
            |Menu      |
            |  Open    |
            +----------+
            """;

    @TempDir
    private Path folder;

    private static Screen screen(String... lines) {
        return Screens.ofLines(10, lines);
    }

    private static ScreenAssert assertThatIn(SnapshotMode mode, Screen screen) {
        return in(mode, assertThat(screen));
    }

    /** {@return an assertion that fails if there is no snapshot, for example because its folder was not found} */
    private static ScreenAssert checked(ScreenAssert assertion) {
        return in(SnapshotMode.CHECK, assertion);
    }

    private static ScreenAssert in(SnapshotMode mode, ScreenAssert assertion) {
        assertion.mode = () -> mode;
        return assertion;
    }

    private Path menu() throws IOException {
        return Files.writeString(folder.resolve("menu.txt"), FRAME);
    }

    private BackgroundProcess onTerminal(String shellLine) {
        return processes.start(Command.shell(shellLine).inTerminal(new TerminalSize(20, 4)));
    }

    @Test
    void writesASnapshotThatIsMissing() {
        Path file = folder.resolve("new/menu.txt");

        assertThatIn(SnapshotMode.NEW, screen("Menu", "  Open", ""))
                .matchesSnapshot(file)
                .matchesSnapshot(file);

        assertThat(file).hasContent(FRAME);
        assertThatIn(SnapshotMode.CHECK, screen("Menu", "  Open")).matchesSnapshot(file);
    }

    @Test
    void refusesAMissingOneOnCi() {
        Path file = folder.resolve("menu.txt");

        assertMessageOf(() ->
                        assertThatIn(SnapshotMode.CHECK, screen("Menu", "")).matchesSnapshot(file))
                .isEqualTo("""
                        Expected the screen to match snapshot [menu], but there is no such file
                          file:         %s
                          screen:       +----------+
                            | |Menu      |
                            | +----------+
                          next:         run the test outside of CI or with -Dcurfew.snapshots=update, look at the file, and commit it""".formatted(file));
        assertThat(file).doesNotExist();
    }

    @Test
    void showsTheDifferenceAsTwoFrames() throws IOException {
        Path file = menu();

        assertMessageOf(() -> assertThatIn(SnapshotMode.NEW, screen("Menu", "  Quit", ""))
                        .matchesSnapshot(file))
                .startsWith("""
                        Expected the screen to match snapshot [menu], but 1 line differs
                          expected:     (%s)
                            |   +----------+
                            |   |Menu      |
                            | > |  Open    |
                            |   +----------+
                          actual:       (lines that differ are marked with >)
                            |   +----------+
                            |   |Menu      |
                            | > |  Quit    |
                            |   +----------+
                          next:         if the actual screen is right, run the test with -Dcurfew.snapshots=update""".formatted(file));
        assertThat(file).hasContent(FRAME);
    }

    @Test
    void countsAllLinesThatDiffer() throws IOException {
        Path file = menu();

        assertMessageOf(() -> assertThat(screen("Menu", "  Open", "  Quit")).matchesSnapshot(file))
                .startsWith("Expected the screen to match snapshot [menu], but 2 lines differ\n");
    }

    @Test
    void updatesWhatDiffers() throws IOException {
        Path file = menu();

        assertThatIn(SnapshotMode.UPDATE, screen("Menu", "  Quit")).matchesSnapshot(file);

        assertThat(file).content().contains("|  Quit    |").endsWith("+\n");
    }

    @Test
    void refusesOneNameForTwoScreens() throws IOException {
        Path file = menu();
        assertThatIn(SnapshotMode.UPDATE, screen("Menu", "  Open")).matchesSnapshot(file);

        assertMessageOf(() -> assertThatIn(SnapshotMode.UPDATE, screen("Menu", "  Quit"))
                        .matchesSnapshot(file))
                .startsWith("Expected the screen to match snapshot [menu], but this run has written it with another")
                .endsWith("next:         give each screen a name of its own");
        assertThat(file).hasContent(FRAME);
    }

    @Test
    void comparesFilesWithOtherLineEnds() throws IOException {
        Path file = Files.writeString(folder.resolve("menu.txt"), FRAME.replace("\n", "\r\n"));

        assertThat(screen("Menu", "  Open")).matchesSnapshot(file);
    }

    @Test
    void masksWhatVaries() throws IOException {
        Path file = Files.writeString(folder.resolve("time.txt"), "+----------+\n|up ***    |\n+----------+\n");
        Locator time = Locator.pattern(Pattern.compile("\\d+ s"));

        assertThat(screen("up 9 s")).masking(time).matchesSnapshot(file);
        assertThat(screen("up 10 s")).masking(Locator.text("off"), time).matchesSnapshot(file);
    }

    @Test
    void waitsUntilTheScreenOfAProcessMatches() {
        BackgroundProcess menu =
                onTerminal("stty -echo; printf loading; read line; printf '\\033[2J\\033[HMenu\\033[2;3HOpen'; cat");
        menu.submit("");

        checked(assertThat(menu).screen()).matchesSnapshot("menu");
    }

    @Test
    void comparesTheLastScreenOfAProcess() {
        checked(assertThat(onTerminal("printf 'Menu\\n  Open'")).screen()).matchesSnapshot("menu");
    }

    @Test
    void saysWhatTheProcessDoes() {
        BackgroundProcess menu = onTerminal("printf 'Menu\\n  Quit'; cat");
        menu.awaitScreen(screen -> screen.contains("Quit"));

        assertMessageOf(() -> checked(assertThat(menu).within(SHORT).screen()).matchesSnapshot("menu"))
                .matches(
                        "(?s)Expected the screen of process \\[\\w+] to match snapshot \\[menu], but 1 line differs\n.*")
                .contains(
                        "menu.txt)\n",
                        "    | > |  Quit              |\n",
                        "  state:        running (pid PID, up TIME)\n")
                .doesNotContain("screen: ");
    }

    @Test
    void doesNotWriteAScreenThatIsEmpty() {
        Path file = folder.resolve("menu.txt");
        ScreenAssert assertion =
                in(SnapshotMode.NEW, assertThat(onTerminal("cat")).within(SHORT).screen());

        assertThat(failureOf(() -> assertion.matchesSnapshot(file)))
                .hasMessageContaining("awaited:      a screen that is not empty and does not change for 300 ms")
                .hasCauseInstanceOf(UnexpectedScreenException.class);
        assertThat(file).doesNotExist();
    }

    @Test
    void isSoft() {
        BackgroundProcess menu = onTerminal("printf 'Menu\\n  Quit'");
        menu.waitFor();

        assertMessageOf(() -> CurfewSoftAssertions.assertSoftly(softly -> {
                    checked(softly.assertThat(menu).screen()).matchesSnapshot("menu");
                    checked(softly.assertThat(menu.screen()))
                            .masking(Locator.text("Quit"))
                            .matchesSnapshot("menu");
                }))
                .contains("> |  Quit              |", "> |  ***               |");
    }

    @Test
    void isReachedFromOtherAssertions() throws IOException {
        assertThat(List.of(screen("Menu", "  Open"))).first(SCREEN).matchesSnapshot(menu());
    }

    @Test
    void needsANameAndATerminal() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(screen("")).matchesSnapshot("../menu"))
                .withMessage("name must consist of letters, digits, \"_\", \"-\" and \".\": \"../menu\"");
        assertThatIllegalStateException()
                .isThrownBy(() -> assertThat(startEcho()).screen())
                .withMessageContaining("it runs on pipes; start it with Command.inTerminal()");
    }

    @Nested
    class InANestedClass {

        @Test
        void usesTheFolderOfTheOutermostClass() {
            checked(assertThat(onTerminal("printf 'Menu\\n  Open'")).screen()).matchesSnapshot("menu");
        }
    }
}
