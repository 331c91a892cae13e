package dev.curfew.examples;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Key;
import dev.curfew.terminal.Locator;
import dev.curfew.terminal.ScreenMatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A list that is filtered by typing, and picked from with keys or the mouse. Its result is not on the terminal. */
@WithBackgroundProcesses
@EnabledIfProgram("fzf")
class FuzzyFinderTests {

    private static final Locator POINTER = Locator.text(">").inColumns(0, 0).first();

    private Path picked;
    private BackgroundProcess finder;

    @BeforeEach
    void startFinder(ProcessRegistry processes) throws IOException {
        Path directory = processes.createDirectory();
        Files.writeString(directory.resolve("fruits"), "apple\napricot\nbanana\ncherry\n");
        picked = directory.resolve("picked");
        finder = processes.start(Command.shell("exec fzf --multi --pointer='>' <fruits >picked")
                .withName("finder")
                .withoutEnv("FZF_DEFAULT_OPTS")
                .inDirectory(directory)
                .inTerminal(new TerminalSize(40, 10)));
        finder.locate(Locator.text("4/4"));
    }

    @Test
    void picksFromWhatMatches() {
        finder.write("ap");
        finder.locate(Locator.text("2/4"));
        finder.locate(Locator.text("apple").inRowOf(POINTER));

        finder.press(Key.UP);
        finder.locate(Locator.text("apricot").inRowOf(POINTER));
        finder.press(Key.ENTER);

        assertThat(finder).exits().successfully();
        assertThat(picked).hasContent("apricot");
    }

    @Test
    void picksWithTheMouse() {
        ScreenMatch cherry = finder.locate(Locator.text("cherry"));
        finder.click(cherry.row(), cherry.column());
        finder.locate(Locator.text("cherry").inRowOf(POINTER));

        finder.press(Key.ENTER);

        assertThat(finder).exits().successfully();
        assertThat(picked).hasContent("cherry");
    }

    @Test
    void picksNothing() {
        finder.press(Key.ESCAPE);

        assertThat(finder).exits().withCode(130);
        assertThat(picked).isEmptyFile();
    }
}
