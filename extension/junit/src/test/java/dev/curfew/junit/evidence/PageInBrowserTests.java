package dev.curfew.junit.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.junit.TestRun;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.process.TerminalSize;
import dev.curfew.sandbox.fixture.Patience;
import dev.curfew.sandbox.fixture.Skip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the page of a failed test in a browser, from a file. */
@WithBackgroundProcesses
class PageInBrowserTests {

    @TempDir
    private Path directory;

    @Test
    void replaysTerminalsAndRunsNothingElse(ProcessRegistry processes) throws IOException {
        Skip.withoutPrograms("chromium");
        TestRun.of(MenuCase.class, Map.of("curfew.evidence.directory", directory.toString()))
                .onlyFailure();

        String document = open(page(), processes);

        assertThat(document).contains("<title>PageInBrowserTests.MenuCase.fails()</title>");
        // The script has drawn the last screen, with the text of the program as text.
        assertThat(document)
                .contains("<div class=\"player\" role=\"group\" aria-label=\"Screen\">")
                .contains("background: rgb(229, 229, 229); color: rgb(102, 102, 102); font-weight: bold;\">"
                        + "&gt; quit</span></span>")
                .contains("<span class=\"\">&lt;img src=x onerror=\"document.title=1\"&gt;</span>");
    }

    @Test
    void forgetsTheRowsThatASmallerTerminalDoesNotHave(ProcessRegistry processes) throws IOException {
        Skip.withoutPrograms("chromium");
        TestRun.of(ResizedCase.class, Map.of("curfew.evidence.directory", directory.toString()))
                .onlyFailure();

        String document = open(page(), processes);

        assertThat(document)
                .contains("[\"stale\", ")
                .contains("<span class=\"\">done</span>")
                .doesNotContain("<span class=\"\">stale</span>");
    }

    private Path page() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.endsWith(EvidencePage.NAME))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** {@return the document after its scripts ran} */
    private String open(Path page, ProcessRegistry processes) {
        Command command = Command.of(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--user-data-dir=" + directory.resolve("profile"),
                        "--dump-dom",
                        page.toUri().toString())
                .withKeptOutput(10_000_000)
                .separateErrors();
        BackgroundProcess browser = processes.start(command);
        browser.waitFor(Patience.LIMIT);
        return browser.output().text();
    }

    @WithBackgroundProcesses
    static class MenuCase {
        @Test
        void fails(ProcessRegistry processes) {
            Command menu = Command.shell("printf '\\033[2J\\033[H\\033[1;30;47m> quit\\033[m\\n';"
                            + " printf '%s' \"$HOSTILE\"; cat")
                    .withEnv("HOSTILE", "<img src=x onerror=\"document.title=1\">");
            BackgroundProcess program = processes.start(menu.inTerminal());
            program.awaitScreen(screen -> screen.contains("title=1"), Patience.LIMIT);
            throw new IllegalStateException("on purpose");
        }
    }

    @WithBackgroundProcesses
    static class ResizedCase {
        @Test
        void fails(ProcessRegistry processes) {
            Command show = Command.shell("printf '\\033[3;1Hstale'; read go; printf '\\033[2J\\033[Hfresh '; cat");
            BackgroundProcess program = processes.start(show.inTerminal(new TerminalSize(20, 3)));
            program.awaitScreen(screen -> screen.contains("stale"), Patience.LIMIT);
            program.resize(new TerminalSize(20, 2));
            program.submit("");
            program.awaitScreen(screen -> screen.contains("fresh"), Patience.LIMIT);
            program.resize(new TerminalSize(20, 3));
            program.submit("done");
            program.awaitScreen(screen -> screen.contains("\ndone"), Patience.LIMIT);
            throw new IllegalStateException("on purpose");
        }
    }
}
