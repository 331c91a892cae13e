package dev.curfew.docs.guide;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.docs.checks.Documented;
import dev.curfew.docs.checks.RequiresProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Color;
import dev.curfew.terminal.Key;
import dev.curfew.terminal.Locator;
import dev.curfew.terminal.Screen;
import dev.curfew.terminal.ScreenMatch;
import dev.curfew.terminal.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithBackgroundProcesses
class TerminalProgramsTests {

    private static final String SCRIPT = """
            stty -echo
            draw() {
              printf '\\033[2J\\033[H'
              printf 'Files         Settings\\n'
              printf '  Open          Theme: %s\\n' "$1"
              printf '  Save          Save\\n'
              printf '\\nstarted %s s ago' "$2"
            }
            draw dark 9
            while read -r theme; do draw "$theme" 10; done
            """;

    private static final Command SETTINGS =
            Command.shell(SCRIPT).withName("settings").inTerminal(new TerminalSize(40, 8));

    private static final Command MENU =
            Command.shell("printf 'Save  Save as'; cat").withName("menu").inTerminal(new TerminalSize(20, 2));

    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    private Path folder;

    @Test
    void findsTexts(ProcessRegistry processes) {
        // snippet:locate
        BackgroundProcess program = processes.start(SETTINGS);

        ScreenMatch theme = program.locate(Locator.pattern(Pattern.compile("Theme: \\w+")));
        assertThat(theme.text()).isEqualTo("Theme: dark");
        assertThat(theme.row()).isEqualTo(1);
        assertThat(program).showsOnScreen(Locator.text("Save").inColumns(14, 39));
        // end

        // snippet:locators
        Locator.text("Save").inRow(2);
        Locator.text("Save").inRows(1, 5).inColumns(14, 39);
        Locator.text("Save").after(Locator.text("Settings")).last();
        Locator.text("Save").before(Locator.text("started"));
        Locator.pattern(Pattern.compile("\\w+$")).inRowOf(Locator.text("Theme:"));
        // end
    }

    @Test
    void showsAllMatches(ProcessRegistry processes) {
        BackgroundProcess menu = processes.start(MENU);
        menu.awaitScreen(screen -> screen.contains("Save as"));

        assertThatThrownBy(() -> menu.locate(Locator.text("Save"), SHORT))
                .satisfies(failure -> Documented.message("several-matches", failure.getMessage()));
    }

    @Test
    void waitsForScreens(ProcessRegistry processes) {
        BackgroundProcess program = processes.start(SETTINGS);
        program.locate(Locator.text("started"));
        // snippet:await
        program.submit("light");

        Screen screen = program.awaitScreen(shown -> shown.contains("Theme: light") && shown.contains("ago"));
        assertThat(screen.line(2)).endsWith("Save");
        // end

        // snippet:stable
        Screen drawn = program.awaitStableScreen(Duration.ofMillis(200));
        // end
        assertThat(drawn.contains("started 10 s ago")).isTrue();
    }

    @Test
    void comparesSnapshots(ProcessRegistry processes) {
        BackgroundProcess program = processes.start(SETTINGS);
        // snippet:snapshot
        Locator time = Locator.pattern(Pattern.compile("\\d+ s ago"));

        assertThat(program).screen().masking(time).matchesSnapshot("dark");
        program.submit("light");
        assertThat(program).screen().masking(time).matchesSnapshot("light");
        // end
    }

    @Test
    void showsTwoFrames(ProcessRegistry processes) throws IOException {
        BackgroundProcess menu = processes.start(MENU);
        menu.awaitScreen(screen -> screen.contains("Save as"));
        Path file = Files.writeString(
                folder.resolve("menu.txt"), "+--------------------+\n|Save  Quit          |\n+--------------------+\n");

        assertThatThrownBy(() -> assertThat(menu).within(SHORT).screen().matchesSnapshot(file))
                .satisfies(failure -> Documented.message("snapshot-differs", failure.getMessage()));
    }

    @Test
    @RequiresProgram("vim")
    void clicksMatches(ProcessRegistry processes) throws IOException {
        Path file = Files.writeString(folder.resolve("note.txt"), "one two\nthree\n");
        // snippet:click
        Command command = Command.of("vim", "-Nnu", "NONE", "-i", "NONE", "-c", "set mouse=a", file.toString());
        BackgroundProcess vim = processes.start(command.inTerminal());

        vim.click(vim.locate(Locator.text("three")));
        vim.awaitScreen(screen -> screen.cursorRow() == 1 && screen.cursorColumn() == 2);
        // end
        vim.submit(":q");
        assertThat(vim).exits();
    }

    @Test
    @RequiresProgram("dialog")
    void findsStyles(ProcessRegistry processes) {
        // snippet:style
        Command menu = Command.of("dialog", "--menu", "Theme", "12", "30", "3", "1", "dark", "2", "light");
        BackgroundProcess dialog = processes.start(menu.inTerminal());
        Predicate<Style> isSelected = style -> style.background().equals(Color.BLUE);
        dialog.locate(Locator.text("dark").withStyle("selected", isSelected));

        dialog.press(Key.DOWN);
        dialog.locate(Locator.text("light").withStyle("selected", isSelected));
        // end
    }

    @Test
    @RequiresProgram("less")
    void pagesWithLess(ProcessRegistry processes) throws IOException {
        Path file = Files.writeString(folder.resolve("long.txt"), "a line\n".repeat(100) + "the end\n");
        // snippet:less
        BackgroundProcess less =
                processes.start(Command.of("less", file.toString()).inTerminal(new TerminalSize(80, 24)));
        less.locate(Locator.text("long.txt").inRow(23));

        less.write("G");
        ScreenMatch end = less.locate(Locator.text("the end"));
        assertThat(end.row()).isEqualTo(22);
        // end
        less.write("q");
        assertThat(less).exits();
    }
}
